"""What moves the answer: five switches, the trials they leave, and all ways to set them at once."""

from explainer.charts.trials_of_condition import condition_trials
from explainer.charts.ways import way_id, ways_chart
from explainer.content import Content
from explainer.content.trials import TrialResult
from explainer.evidence.findings import finding_of
from explainer.evidence.marks import TrialMark, trial_marks
from explainer.evidence.pooling import FEWEST_TRIALS, pool, study
from explainer.evidence.summary import summaries
from explainer.evidence.ways import FEWEST_FOR_WAYS, SWITCHES, Way, all_ways, counted_marks, kept, way
from explainer.find.state import State
from explainer.site import SitePage
from explainer.views import blocks as b
from explainer.views.inline import Link, link_to
from explainer.views.trial_card import mark_links
from explainer.words.estimates import estimate_words
from explainer.words.marks import met_words
from explainer.words.ways import way_line, ways_sentence

HEADING = "How far does the answer depend on which trials you trust?"
NO_PAYER = "Trials whose payer we do not know are left out by “not paid for by a maker”."


def ways_blocks(content: Content, condition: str, page: SitePage, key: str, state: State) -> b.Blocks:
    """The part of a page; nothing for a condition with few trials. ``key`` is the query that holds the switches."""
    marks = trial_marks(content, condition)
    if len(counted_marks(marks)) < FEWEST_FOR_WAYS:
        return ()
    keys = [switch.key for switch in SWITCHES]
    labels = tuple(switch.label for switch in SWITCHES)
    chosen = tuple(label for label in state.all(key) if label in labels)
    field = b.Field(key, "Count only trials that are", "several", labels, chosen=chosen)
    on = [name for name, label in zip(keys, labels, strict=True) if label in chosen]
    now, ways = way(marks, on), all_ways(marks)
    row = next(each for each in summaries(content) if each.id == condition)
    left = {mark.id for mark in kept(marks, on)}
    strip = condition_trials(
        marks, row.step.colour, met_words(kept(marks, on)) or "no trial left", sorted({m.id for m in marks} - left)
    )
    return (
        b.Heading(HEADING, 2, "ways"),
        b.Filters(page, (field,)),
        b.Paragraph(ways_sentence(now, ways)),
        b.Figure(strip, "ways-trials", mark_links(marks), words=(), caption="Trials that are left out are pale."),
        *_pooled(content, [mark for mark in marks if mark.id in left]),
        b.Figure(
            ways_chart(ways, now, "All ways to choose at once, from the highest share that met its main outcome."),
            "ways",
            {way_id(each): _link(page, key, each, state) for each in ways},
            label="All ways in words",
            caption=NO_PAYER,
        ),
    )


def _link(page: SitePage, key: str, each: Way, state: State) -> Link:
    labels = [switch.label for switch in SWITCHES if switch.key in each.switches]
    known = State(tuple(pair for pair in state.values if pair[0] == page.key))
    return link_to(page, way_line(each), known.having(key, *labels) if labels else known)


def _pooled(content: Content, marks: list[TrialMark]) -> b.Blocks:
    """Our own estimate over the trials that are left, for each set of results that may be pooled."""
    here = {(mark.outcome.trial, mark.outcome.condition) for mark in marks}
    sets: dict[str, list[TrialResult]] = {}
    for row in content.results:
        if row.pool_key and (row.trial, row.condition) in here:
            sets.setdefault(row.pool_key, []).append(row)
    lines = []
    for name, rows in sets.items():
        findings = [finding_of(content, row) for row in rows]
        studies = [made for each in findings if (made := study(each))]
        if len(studies) >= FEWEST_TRIALS:
            words = name.replace("-", " ").replace("/", ": ", 1).replace("/", ", ")
            lines.append(f"Taken together ({words}): {estimate_words(pool(studies), findings[0].axis)}")
    return b.bullets(lines)
