"""How money, blinding and size go with results, over all trials: a part of the page of trials."""

from explainer.charts.before_after import before_after_chart
from explainer.charts.influences import influence_bars
from explainer.content import Content
from explainer.content.published import WITHIN_A_GROUP
from explainer.content.trials import PAYERS, ComparatorKind
from explainer.evidence.influences import SIZES, GroupCount, grouped, size_of
from explainer.site import TRIALS
from explainer.views import blocks as b
from explainer.views.inline import Inline
from explainer.views.parts import source_link
from explainer.words.forest import BLINDING
from explainer.words.influences import NOT_KNOWN, fall_line, influence_line

INFLUENCES = "How funding and blinding relate to results"


def influence_blocks(content: Content) -> b.Blocks:
    """Three pictures, each with its numbers in words, and what they can't show."""
    words = content.pages[TRIALS.name].sections["influences"]
    sets = (
        ("Who paid", grouped(content, lambda trial: PAYERS[trial.paid_by], PAYERS.values())),
        ("What ketamine was compared with", grouped(content, lambda trial: _compared(trial.comparator_kind), _KINDS)),
        ("How many people took part", grouped(content, lambda trial: size_of(trial) or NOT_KNOWN, _SIZES)),
    )
    figures = (_figure(what, groups) for what, groups in sets)
    return (
        b.Heading(INFLUENCES, 2, "influences"),
        *b.prose(words),
        *figures,
        *_expectation(content),
    )


def _expectation(content: Content) -> b.Blocks:
    """Changes within the groups of trials, side by side; nothing where none is known."""
    rows = tuple(row for row in content.pooled if row.effect_measure == WITHIN_A_GROUP)
    if not rows:
        return ()
    sources = dict.fromkeys(row.source for row in rows)
    named: list[Inline] = [("Source: ", source_link(content.sources[name])) for name in sources]
    lines: list[Inline] = [*map(fall_line, rows), *named]
    return (
        b.Heading("How much is due to expectation?", 3, "expectation"),
        *b.prose(content.pages[TRIALS.name].sections["expectation"]),
        b.Figure(before_after_chart(rows), "expectation", words=b.bullets(lines)),
    )


_KINDS = (*BLINDING.values(), NOT_KNOWN)
_SIZES = (*(name for _, name in SIZES), NOT_KNOWN)


def _compared(kind: ComparatorKind | None) -> str:
    return BLINDING[kind] if kind else NOT_KNOWN


def _figure(what: str, groups: tuple[GroupCount, ...]) -> b.Figure:
    key = what.lower().replace(" ", "-")
    return b.Figure(
        influence_bars(what, groups), f"influence-{key}", words=b.bullets(list(map(influence_line, groups)))
    )
