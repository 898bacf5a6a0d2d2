"""Trials: results of one condition as plots with their words, by outcome; one result in full (``?row=...``)."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from explainer.content import Content
from explainer.content.trials import DRUGS, PAYERS, ROUTES, PooledResult, TrialResult
from explainer.evidence.bands import BAND_NAMES, band_of
from explainer.evidence.counts import people_in
from explainer.evidence.findings import finding_of
from explainer.evidence.forest import families_of
from explainer.find.filters import Filter, matching
from explainer.find.reports import Report
from explainer.find.state import State
from explainer.site import TRIALS
from explainer.views import blocks as b
from explainer.views.embed import embed_fold
from explainer.views.influences import INFLUENCES, influence_blocks
from explainer.views.inline import Bold, Inline, joined, link, marked
from explainer.views.opened import not_found
from explainer.views.parts import filter_bar, head, nothing_left, row_line, side_by_side
from explainer.views.result_table import as_rows
from explainer.views.retracted import notices_of
from explainer.views.trial_card import ROW, card, result_blocks, result_link
from explainer.views.trial_plots import how_long_blocks, hundreds, plots, repooling
from explainer.views.view import View
from explainer.views.ways import ways_blocks
from explainer.words.forest import BLINDING
from explainer.words.sentences import source_name

OUTCOME, TRUST = "outcome", "trust"
LENS = tuple(name for kind, name in BLINDING.items() if kind != "none")
MOST_PEOPLE = 500


def trials(content: Content, state: State) -> View:
    """The page: a condition (``of``), a kind of outcome, filters over its results."""
    names = _conditions(content)
    target, missing = _chosen(content, state, TRIALS.key, names)
    condition = target or next(iter(names))
    results = [row for row in content.results if row.condition == condition]
    reviews = [row for row in content.pooled if row.condition == condition]
    labels = {kind: content.families[kind].label for kind in _families(results, reviews)}
    outcome, no_outcome = _chosen(content, state, OUTCOME, labels)
    family = outcome or next(iter(labels))
    chosen = b.Filters(
        TRIALS,
        (
            _field(TRIALS.key, "Condition", names, condition, (OUTCOME, ROW)),
            _field(OUTCOME, "Outcome", labels, family, (ROW,)),
        ),
    )
    own = content.conditions[condition].crisis_help if target else None
    row = state.one(ROW)
    blocks = (
        *head(content, TRIALS, own),
        *missing,
        *no_outcome,
        chosen,
        *notices_of(content, condition),
        *_of_family(content, state, results, [each for each in reviews if each.family == family], family),
        *ways_blocks(content, condition, TRIALS, TRUST, state),
        _everything(content, results, reviews, labels),
        *(side_by_side([link(TRIALS, INFLUENCES)]) if target else influence_blocks(content)),
        *((embed_fold(content, TRIALS, target),) if target else ()),
        *(card(content, row) if row is not None else ()),
    )
    return _view(content, condition if target else "", blocks)


def _view(content: Content, condition: str, blocks: b.Blocks) -> View:
    words = content.pages[TRIALS.name]
    description = words.description
    if not condition:
        return View(words.title, description, blocks)
    named = content.conditions[condition]
    title = f"{named.name}: {words.title.lower()}"
    return View(title, description, blocks, condition, (named.name, *named.other_names))


def _conditions(content: Content) -> dict[str, str]:
    """The conditions with any result, name by id."""
    known = {row.condition for row in content.results} | {row.condition for row in content.pooled}
    return {key: each.name for key, each in content.conditions.items() if key in known}


def _families(results: Sequence[TrialResult], reviews: Sequence[PooledResult]) -> Iterable[str]:
    """The kinds of outcome: those of the trials first, then those that only reviews have, benefits before harms."""
    by_benefit = sorted(reviews, key=lambda row: row.outcome_role != "benefit")
    return dict.fromkeys([*families_of(results), *(row.family for row in by_benefit)])


def _chosen(content: Content, state: State, key: str, names: Mapping[str, str]) -> tuple[str, b.Blocks]:
    """The id that the address names, in whatever case, and what is said where there is no such thing.

    A name written out, as older links had it, counts as its id.
    """
    name_or_key = state.one(key)
    if name_or_key is None:
        return "", ()
    wanted = name_or_key.lower()
    target = next((each for each, name in names.items() if wanted in (each.lower(), name.lower())), "")
    if target:
        return target, ()
    if key == TRIALS.key:
        return "", (not_found(content, TRIALS, name_or_key),)
    text = "We have no results for this outcome, so another one is shown. Choose below."
    return "", (b.Notice("Not found", text, missing=True),)


def _field(key: str, label: str, names: Mapping[str, str], chosen: str, resets: tuple[str, ...]) -> b.Field:
    return b.Field(key, label, "one", tuple(names), tuple(names.values()), (chosen,), written_by="page", resets=resets)


def _of_family(
    content: Content, state: State, results: Sequence[TrialResult], pooled: Sequence[PooledResult], family: str
) -> b.Blocks:
    """The filters over the results of one outcome, and everything that follows them."""
    words = content.pages[TRIALS.name].sections
    candidates = [row for row in results if row.family == family]
    of_reviews = [finding_of(content, row) for row in pooled]
    if not candidates:
        return (b.Notice("Only reviews here", words["pooled_only"]), *plots([], of_reviews))
    filters = result_filters(results)
    left = matching(candidates, filters, state)
    number = len({row.trial for row in left})
    rest = f" results; trials: {number}; people randomised: {people_in(left):,}."
    count: Inline = (Bold(f"{len(left)} of {len(candidates)}"), rest)
    bar = filter_bar(TRIALS, filters, state, count, more="More filters")
    if not left:
        return (*b.prose(words["lens"]), bar, nothing_left(TRIALS, candidates, filters, state, "result"))
    passing = matching(results, filters, state)
    followed = [row for row in passing if row.id not in content.other_questions and not row.is_announced]
    findings = [finding_of(content, row) for row in left]
    return (
        *b.prose(words["lens"]),
        bar,
        b.Paragraph(marked(words["legend"]), note=True),
        *plots(findings, of_reviews),
        b.Download(f"Download the results shown: {len(left)} (CSV)", "Results", partial(as_rows, content, left)),
        *how_long_blocks(followed),
        *hundreds(content, findings, left[0].condition),
        *repooling(content, findings, state),
        b.Fold(f"Details of each result ({len(left)})", b.bullets([_card_link(content, row) for row in left])),
    )


def result_filters(rows: Sequence[TrialResult]) -> tuple[Filter[TrialResult], ...]:
    """The filters over results, with the options that these results have."""

    def present(values: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(values))

    bands = tuple(band for band in BAND_NAMES if any(band_of(row) == band for row in rows))
    drugs, routes = (present(DRUGS[row.drug] for row in rows), present(ROUTES[row.route] for row in rows))
    designs, payers = present(row.design for row in rows), present(PAYERS[row.paid_by] for row in rows)
    return (
        Filter(
            "lens", "Compared with", "several", lambda row: (BLINDING[row.comparator_kind],), LENS,
            word="compared with",
        ),
        Filter("given", "Drug", "several", lambda row: (DRUGS[row.drug],), drugs, folded=True),
        Filter("way", "How it was given", "several", lambda row: (ROUTES[row.route],), routes, folded=True),
        Filter("when", "When it was measured", "several", lambda row: (band_of(row),), bands, folded=True),
        Filter("design", "Design", "several", lambda row: (row.design,), designs, folded=True),
        Filter("paid", "Paid for by", "several", lambda row: (PAYERS[row.paid_by],), payers, folded=True),
        Filter("main", "Main outcomes only", "switch", lambda row: (bool(row.is_primary),), folded=True),
        Filter(
            "least", "Minimum number of people", "least", lambda row: (row.n_randomised or 0,),
            word="minimum number of people", folded=True, ends=(0, MOST_PEOPLE), step=10,
        ),
    )  # fmt: skip


def _card_link(content: Content, row: TrialResult) -> Inline:
    return result_link(row, f"{source_name(content.sources[row.source])}: {row.outcome}, {row.timepoint}")


def _everything(
    content: Content, results: Sequence[TrialResult], reviews: Sequence[PooledResult], labels: Mapping[str, str]
) -> b.Fold:
    """Every result of the condition in words, by outcome: where scripts are off no other outcome can be chosen."""
    rows: list[TrialResult | PooledResult] = [*results, *reviews]
    ways = [link(TRIALS, label, at=rows[0].condition, outcome=kind) for kind, label in labels.items()]
    parts = (
        block
        for kind, label in labels.items()
        for block in (b.Heading(label, 3), *b.bullets([row_line(content, row) for row in rows if row.family == kind]))
    )
    blocks = (b.Paragraph(("See the plots for: ", joined(ways, " · "))), *parts)
    return b.Fold(f"Every result for this condition, by outcome ({len(rows)})", blocks, key="every-result", lazy=True)


def report_blocks(content: Content, report: Report) -> b.Blocks:
    """What is said of a trial in one condition: the card of each of its results."""
    return tuple(block for row in report.results for block in result_blocks(content, row))
