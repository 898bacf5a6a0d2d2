"""Reads all of ``data/``, checks it, and puts it together."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from explainer.content import facts as f
from explainer.content.faults import ContentError, Fault
from explainer.content.fields import Record
from explainer.content.links import broken_links
from explainer.content.model import Content, Row
from explainer.content.prose import Answer, Condition, Mechanism, Page
from explainer.content.read import FIRST_ROW, read_table, read_texts
from explainer.content.reference import (
    BodyFigure,
    Change,
    Claim,
    Duplicate,
    Era,
    MechanismStep,
    OtherQuestion,
    OutcomeFamily,
    Reading,
    ReadingException,
    ReadingStep,
    SeriesPoint,
    SheetQuestion,
    Source,
    Term,
    TypedFigure,
)
from explainer.content.retracted import without_retracted
from explainer.content.texts import faults_in_texts, with_figures
from explainer.content.trials import (
    MainOutcomeRow,
    PooledResult,
    ResultRow,
    Trial,
    TrialResult,
    main_outcome_of,
    result_of,
)
from explainer.settings import data_dir

TABLES: dict[str, type[Record]] = {
    "trials": Trial,
    "results": ResultRow,
    "main_outcomes": MainOutcomeRow,
    "pooled": PooledResult,
    "sources": Source,
    "claims": Claim,
    "readings": Reading,
    "reading_exceptions": ReadingException,
    "reading_scale": ReadingStep,
    "outcome_families": OutcomeFamily,
    "other_questions": OtherQuestion,
    "mechanism_links": MechanismStep,
    "body_figures": BodyFigure,
    "misuse_series": SeriesPoint,
    "sheet_questions": SheetQuestion,
    "duplicates": Duplicate,
    "typed_figures": TypedFigure,
    "glossary": Term,
    "changes": Change,
    "eras": Era,
    "timeline": f.Event,
    "approvals": f.ApprovalRow,
    "adverse_effects": f.AdverseEffect,
    "mechanisms": f.MechanismFact,
    "pharmacology": f.Pharmacology,
    "interactions": f.Interaction,
    "misuse": f.Misuse,
    "duration": f.Duration,
    "guidelines": f.Guideline,
    "access": f.Access,
    "other_uses": f.OtherUse,
    "watch_list": f.WatchedTrial,
}
TEXTS: dict[str, type[Record]] = {"conditions": Condition, "mechanisms": Mechanism, "faq": Answer, "pages": Page}

R = TypeVar("R", bound=Record)
T = TypeVar("T")


def load(folder: Path) -> Content:
    """Read and check a data folder and put the figures into its texts.

    Raises :class:`ContentError` with every fault found.
    """
    faults: list[Fault] = []
    tables: dict[str, list[Any]] = {
        name: read_table(folder / f"{name}.csv", model, faults) for name, model in TABLES.items()
    }
    texts = {name: read_texts(folder / name, model, faults) for name, model in TEXTS.items()}
    if not faults:
        faults.extend(_link_to_trials(tables))
    tables["approvals"] = [f.approval_of(row) for row in tables["approvals"]]
    content = _assemble(tables, texts, faults)
    if not faults:
        files = {f"data/{name}.csv": records for name, records in tables.items()}
        files |= _text_files(texts)
        faults.extend(broken_links(content, files))
        faults.extend(_eras_apart(tables["eras"]))
        held = {name: row.held for name, row in content.held.items()}
        faults.extend(faults_in_texts(tables, texts, content.rows, held))
    if faults:
        raise ContentError(faults)
    return without_retracted(_assemble(_filled(tables, content), _filled(texts, content), faults))


def _filled(groups: dict[str, list[Any]], content: Content) -> dict[str, list[Any]]:
    return {name: [with_figures(record, content.rows) for record in records] for name, records in groups.items()}


def _text_files(texts: dict[str, list[Any]]) -> dict[str, list[Record]]:
    """Each text under the name of its file."""
    return {f"data/{name}/{text.id}.toml": [text] for name, records in texts.items() for text in records}


def _link_to_trials(tables: dict[str, list[Any]]) -> Iterator[Fault]:
    """Fill results and main outcomes in ``tables`` with columns of their trial; yield a fault if there is no trial."""
    trials: dict[str, Trial] = {trial.id: trial for trial in tables["trials"]}
    for name, link in (("results", result_of), ("main_outcomes", main_outcome_of)):
        for place, row in enumerate(tables[name]):
            if row.trial in trials:
                tables[name][place] = link(trials[row.trial], row)
            else:
                yield Fault(
                    f"data/{name}.csv",
                    place + FIRST_ROW,
                    "trial",
                    f"{row.trial!r} is not a trial of trials.csv",
                    getattr(row, "id", row.trial),
                )


def _eras_apart(eras: list[Era]) -> Iterator[Fault]:
    """A fault for each era that does not begin in the year after the one before it ends."""
    for number, (before, after) in enumerate(pairwise(eras), start=FIRST_ROW + 1):
        if before.last is None or after.first != before.last + 1:
            what = f"{after.first} does not follow {before.last or 'an era without an end'}"
            yield Fault("data/eras.csv", number, "first", what, after.id)


def _rows(tables: dict[str, list[Any]], faults: list[Fault]) -> dict[str, Row]:
    """Every trial result, pooled result and fact that may be shown, by its id; a fault for each id used twice."""
    rows: dict[str, Row] = {}
    for name, records in tables.items():
        for record in records:
            if isinstance(record, TrialResult | PooledResult | f.Fact):
                _add(rows, record.id, record, f"data/{name}.csv", faults)
    return {row_id: row for row_id, row in rows.items() if isinstance(row, f.Fact) or not row.held}


def _assemble(tables: dict[str, list[Any]], texts: dict[str, list[Any]], faults: list[Fault]) -> Content:
    results, pooled = tables["results"], tables["pooled"]
    return Content(
        trials=_by("id", tables["trials"], "data/trials.csv", faults),
        results=tuple(row for row in results if not row.held),
        main_outcomes=tuple(tables["main_outcomes"]),
        pooled=tuple(row for row in pooled if not row.held),
        held={row.id: row for row in (*results, *pooled) if row.held},
        sources=_by("id", tables["sources"], "data/sources.csv", faults),
        claims=tuple(sorted(tables["claims"], key=lambda claim: claim.order)),
        readings=_by("condition", tables["readings"], "data/readings.csv", faults),
        exceptions=_by("condition", tables["reading_exceptions"], "data/reading_exceptions.csv", faults),
        scale=_by(
            "reading", sorted(tables["reading_scale"], key=lambda step: step.order), "data/reading_scale.csv", faults
        ),
        families=_by("family", tables["outcome_families"], "data/outcome_families.csv", faults),
        other_questions=_by("row", tables["other_questions"], "data/other_questions.csv", faults),
        steps=tuple(tables["mechanism_links"]),
        body_figures=tuple(tables["body_figures"]),
        misuse_series=tuple(tables["misuse_series"]),
        sheet_questions=tuple(tables["sheet_questions"]),
        duplicates=_by("row", tables["duplicates"], "data/duplicates.csv", faults),
        glossary=_by("id", tables["glossary"], "data/glossary.csv", faults),
        changes=tuple(sorted(tables["changes"], key=lambda change: change.date, reverse=True)),
        eras=_by("id", sorted(tables["eras"], key=lambda era: era.first), "data/eras.csv", faults),
        events=tuple(tables["timeline"]),
        approvals=tuple(tables["approvals"]),
        adverse_effects=tuple(tables["adverse_effects"]),
        mechanism_facts=tuple(tables["mechanisms"]),
        pharmacology=tuple(tables["pharmacology"]),
        interactions=tuple(tables["interactions"]),
        misuse=tuple(tables["misuse"]),
        durations=tuple(tables["duration"]),
        guidelines=tuple(tables["guidelines"]),
        access=tuple(tables["access"]),
        other_uses=tuple(tables["other_uses"]),
        watch_list=tuple(tables["watch_list"]),
        conditions=_in_order_of_readings(texts["conditions"], tables["readings"], faults),
        mechanisms=_by("id", sorted(texts["mechanisms"], key=lambda m: m.order), "data/mechanisms", faults),
        faq=_by("id", sorted(texts["faq"], key=lambda answer: answer.order), "data/faq", faults),
        pages=_by("id", texts["pages"], "data/pages", faults),
        rows=_rows(tables, faults),
    )


def _by(key: str, records: list[R], file: str, faults: list[Fault]) -> dict[str, R]:
    found: dict[str, R] = {}
    for record in records:
        _add(found, getattr(record, key), record, file, faults)
    return found


def _add(into: dict[str, T], key: str, record: T, file: str, faults: list[Fault]) -> None:
    if key in into:
        faults.append(Fault(file, 0, "id", f"{key!r} is used twice", key))
    into[key] = record


def _in_order_of_readings(
    conditions: list[Condition], readings: list[Reading], faults: list[Fault]
) -> dict[str, Condition]:
    place = {reading.condition: index for index, reading in enumerate(readings)}
    in_order = sorted(conditions, key=lambda condition: place.get(condition.id, len(place)))
    return _by("id", in_order, "data/conditions", faults)


@lru_cache(maxsize=1)
def content() -> Content:
    """The site's content, read once a process. Raises :class:`ContentError`."""
    return load(data_dir())
