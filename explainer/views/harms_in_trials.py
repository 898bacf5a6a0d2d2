"""Harms counted in both groups of trials: filters, a picture of the widest gaps, a table of all. A part of Safety."""

from collections.abc import Iterable, Sequence

from explainer.charts.harms import harms_chart
from explainer.content import Content
from explainer.content.trials import ROUTES, TrialResult
from explainer.evidence.derived import difference_of
from explainer.evidence.findings import finding_of
from explainer.evidence.hundred import Hundred, hundred
from explainer.find.filters import Filter, matching
from explainer.find.state import State
from explainer.site import SAFETY
from explainer.views import blocks as b
from explainer.views.inline import Inline
from explainer.views.parts import count_of, filter_bar, nothing_left
from explainer.views.trial_card import result_link
from explainer.words.forest import BLINDING
from explainer.words.hundred import OUR_INTERVALS, difference, group_words, interval_words
from explainer.words.sentences import source_name

DOSE_NOT_KNOWN = "not known"
Harm = tuple[TrialResult, Hundred]


def harms_in_trials(content: Content, state: State) -> b.Blocks:
    """The part under its heading."""
    harms = _harms(content)
    filters = _filters(content, [row for row, _ in harms])
    left = {row.id for row in matching([row for row, _ in harms], filters, state)}
    shown = [(row, picture) for row, picture in harms if row.id in left]
    bar = filter_bar(
        SAFETY, filters, state, count_of(len(shown), len(harms), "harms counted in both groups"), more="Choose harms"
    )
    if not shown:
        return (bar, nothing_left(SAFETY, [row for row, _ in harms], filters, state, "result"))
    return (bar, _picture(content, shown), _table(content, shown))


def _harms(content: Content) -> list[Harm]:
    rows = (row for row in content.results if row.outcome_role == "harm" and row.comparator_kind != "none")
    return [(row, picture) for row in rows if (picture := hundred(finding_of(content, row)))]


def _filters(content: Content, rows: Sequence[TrialResult]) -> tuple[Filter[TrialResult], ...]:
    """The filters, with the options that the rows have."""

    def kind(row: TrialResult) -> str:
        return content.families[row.family].label

    def setting(row: TrialResult) -> str:
        return content.conditions[row.condition].name

    def options(values: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(set(values)))

    routes = options(ROUTES[row.route] for row in rows)
    compared = tuple(name for name in BLINDING.values() if any(BLINDING[row.comparator_kind] == name for row in rows))
    return (
        Filter("harm", "Kind of harm", "list", lambda row: (kind(row),), options(map(kind, rows)), folded=True),
        Filter("setting", "Given for", "list", lambda row: (setting(row),), options(map(setting, rows)), folded=True),
        Filter("by", "How it was given", "several", lambda row: (ROUTES[row.route],), routes, folded=True),
        Filter(
            "against", "Compared with", "several", lambda row: (BLINDING[row.comparator_kind],), compared, folded=True
        ),
        Filter("dosed", "Dose", "list", lambda row: (_dose(row),), options(map(_dose, rows)), folded=True),
    )


def _dose(row: TrialResult) -> str:
    return row.dose or DOSE_NOT_KNOWN


def _name(content: Content, row: TrialResult) -> str:
    """``Dizziness, Popova et al. 2019``, with the dose where the trial tested several."""
    parts = (row.outcome, source_name(content.sources[content.trials[row.trial].source]), row.dose_of_arm)
    name = ", ".join(part for part in parts if part)
    return name[:1].upper() + name[1:]


def _picture(content: Content, shown: Sequence[Harm]) -> b.Figure:
    named = {_name(content, row): picture for row, picture in shown}
    picture = harms_chart(list(named.items()), what="harms", drug="with the drug", control="comparison group")
    return b.Figure(picture, "harms-in-trials", words=())


def _table(content: Content, shown: Sequence[Harm]) -> b.Fold:
    rows = tuple(_row(content, row, picture) for row, picture in shown)
    columns = ("What happened", "With the drug", "Comparison group", "Difference")
    table = b.Table(columns, rows, "Harms in both groups of trials")
    blocks = (table, b.Paragraph(OUR_INTERVALS, note=True))
    return b.Fold(f"All harms as a table ({len(rows)})", blocks, key="harms-table", lazy=True)


def _row(content: Content, row: TrialResult, picture: Hundred) -> tuple[Inline, ...]:
    of_100 = f"{difference(picture)}{interval_words(difference_of(finding_of(content, row)))}"
    counted = map(group_words, (picture.arms.drug, picture.arms.comparison))
    name = f"{_name(content, row)}, {row.timepoint}, against {row.comparator}"
    return (result_link(row, name), *counted, of_100)
