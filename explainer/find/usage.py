"""Which statements rest on a source, and what of it was read."""

from collections import defaultdict
from collections.abc import Mapping

from explainer.content import Content
from explainer.content.model import Row
from explainer.content.reference import Source
from explainer.content.trials import TrialResult
from explainer.site import Kind


def rows_by_source(content: Content) -> Mapping[str, list[Row]]:
    """Every row under the id of its source, in the order of the tables."""
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for row in content.rows.values():
        rows[row.source].append(row)
    return rows


def what_was_read(rows: list[Row]) -> str:
    """``abstract, full text``: the kinds of text that its trial results were read in; empty where not recorded."""
    return ", ".join(dict.fromkeys(row.proof_kind for row in rows if isinstance(row, TrialResult)))


def sources_of(content: Content, kind: Kind | None, name: str) -> tuple[Source, ...]:
    """Each source, once, of the rows that a thing is based on; nothing for a kind that has no rows of its own."""
    rows = _rows_of(content, kind, name) if name else ()
    return tuple(content.sources[each] for each in dict.fromkeys(content.rows[row].source for row in rows))


def _rows_of(content: Content, kind: Kind | None, name: str) -> tuple[str, ...]:
    match kind:
        case "condition":
            condition = content.conditions[name]
            return (*condition.key_results, *condition.safety, *condition.speed.rows, *condition.duration.rows)
        case "answer":
            return content.faq[name].rows
        case "mechanism":
            return content.mechanisms[name].rows
        case "claim":
            return next(claim.evidence for claim in content.claims if claim.id == name)
        case "event":
            return (name,)
    return ()
