"""Parts of the page of trials: plots with their words, how long effects were followed, pictures of 100, re-pooling."""

from collections.abc import Sequence

from explainer.charts.forest import forest_chart
from explainer.content import Content
from explainer.content.trials import PooledResult, TrialResult
from explainer.evidence.bands import UNKNOWN, BandCount, how_long
from explainer.evidence.hundred import Hundred, harm_hundred, hundred
from explainer.evidence.pooling import FEWEST_TRIALS, Pooled, Study, leave_one_out, pool, study
from explainer.find.state import State
from explainer.site import TRIALS
from explainer.views import blocks as b
from explainer.views.inline import Bold, Inline
from explainer.views.parts import choice, row_line
from explainer.views.trial_card import ROW, hundred_block
from explainer.words.estimates import estimate_words
from explainer.words.forest import Panel, has_interval, one_a_trial, panels, pool_panel
from explainer.words.sentences import source_name

NONE_LEFT_OUT = "none"


def plots(content: Content, rows: Sequence[TrialResult], pooled: Sequence[PooledResult]) -> b.Blocks:
    """A forest plot for each set of results that may share an axis, then what can't stand in one."""
    speaking, rest = one_a_trial(rows)
    alone = [row for row in speaking if row.comparator_kind == "none"]
    other = [row for row in speaking if row.id in content.other_questions]
    undrawn = [row for row in pooled if not has_interval(row)]
    return (
        *(block for n, panel in enumerate(panels(content, speaking, pooled)) for block in _panel(content, panel, n)),
        *_also(content, rest, "Other results of the same people (not drawn: they are not more trials)"),
        *_also(content, alone, "Results without a comparison group (they can't show what ketamine does)"),
        *_also(content, other, "Results that compare ketamine with ketamine"),
        *_also(content, undrawn, "Published pooled results without a comparison group, a direction or an interval"),
    )


def _panel(content: Content, panel: Panel, number: int) -> b.Blocks:
    picture = forest_chart(panel)
    words = b.bullets([row_line(content, content.rows[row.id]) for row in panel.rows])
    if not any(row.is_drawn for row in panel.rows):
        return (b.Paragraph(Bold(picture.title)), b.Fold("The same in words", words, is_open=True))
    file = f"ketamine-plot-{number + 1}"
    return (b.Figure(picture, f"forest-{number}", opens=TRIALS, by=ROW, words=words, file=file),)


def _also(content: Content, rows: Sequence[TrialResult | PooledResult], heading: str) -> b.Blocks:
    lines = b.bullets([row_line(content, row) for row in rows])
    return (b.Fold(f"{heading}: {len(rows)}", lines),) if rows else ()


def how_long_blocks(rows: Sequence[TrialResult]) -> b.Blocks:
    """What was measured in each band of time, and where nobody looked."""
    counts = [count for count in how_long(rows) if count.band != UNKNOWN or not count.nobody_looked]
    table = tuple((count.band, _band_words(count)) for count in counts)
    caption = "Counts are results, not trials: one trial may be measured several times."
    return (
        b.Heading("How long it lasts", 2, "how-long"),
        b.Table((), table, "Results for this condition by time after treatment"),
        b.Paragraph(caption, note=True),
    )


def _band_words(count: BandCount) -> str:
    if count.nobody_looked:
        return "nobody looked"
    parts = (
        (count.better, "ketamine better"),
        (count.no_difference, "no difference shown"),
        (count.worse, "the comparison better"),
    )
    words = ", ".join(f"{number} {verdict}" for number, verdict in parts if number)
    return words or "measured, but the groups were not compared"


def hundreds(content: Content, rows: Sequence[TrialResult], condition: str, harms_words: str) -> b.Blocks:
    """Pictures of 100 people for the results that allow them, and harms on the same scale."""
    pictures: b.Blocks = tuple(hundred_block(row.id, picture) for row in rows if (picture := hundred(row)))
    if not pictures:
        return ()
    benefits: b.Blocks = (b.Heading("Pictures of 100 people", 2, "hundred"), *pictures)
    if any(row.outcome_role == "harm" for row in rows):
        return benefits
    harms: b.Blocks = (b.Paragraph((Bold("And the harms."), f" {harms_words}")), *_harms(content, condition))
    return (*benefits, *harms)


def _harms(content: Content, condition: str) -> b.Blocks:
    """Harms to set beside benefits: those named for the condition, else those meant for any condition."""
    facts = {row.id: row for row in content.adverse_effects}
    named = [facts[name] for name in content.conditions[condition].safety if name in facts]
    pictures: list[tuple[str, Hundred | None, Inline]] = [
        (row.id, harm_hundred(row), row_line(content, row)) for row in named
    ]
    if not any(picture for _, picture, _ in pictures):
        meant = [row for row in content.adverse_effects if row.beside_benefits]
        pictures = [(row.id, harm_hundred(row), row_line(content, row)) for row in meant]
    blocks: b.Blocks = ()
    for key, picture, whose in pictures:
        if picture:
            blocks += (hundred_block(key, picture), b.Paragraph(whose, note=True))
    return blocks


def repooling(content: Content, rows: Sequence[TrialResult], state: State) -> b.Blocks:
    """Our own estimate for each set of rows that may be pooled, or why there is none."""
    heading = b.Heading("Taken together", 2, "pooled")
    keys = dict.fromkeys(row.pool_key for row in rows if row.pool_key)
    if not keys:
        text = "None of the results shown may be pooled with each other: they differ in what or when they measured."
        return (heading, b.Paragraph(text))
    disclaimer = content.pages[TRIALS.name].sections["repool"]
    sets = (_set(content, key, [row for row in rows if row.pool_key == key], state) for key in keys)
    return (heading, b.Paragraph(disclaimer, note=True), *(block for blocks in sets for block in blocks))


def _set(content: Content, key: str, rows: Sequence[TrialResult], state: State) -> b.Blocks:
    title = b.Paragraph(Bold(key.replace("-", " ").replace("/", ": ", 1).replace("/", ", ")))
    studies = {row.id: made for row in rows if (made := study(row))}
    if len(studies) < FEWEST_TRIALS:
        count = "1 trial is" if len(studies) == 1 else f"{len(studies)} trials are"
        return (title, b.Paragraph(f"{count} too few to pool; {FEWEST_TRIALS} are needed."))
    return (title, *_estimate(content, key, [row for row in rows if row.id in studies], studies, state))


def _estimate(
    content: Content, key: str, rows: Sequence[TrialResult], studies: dict[str, Study], state: State
) -> b.Blocks:
    """The estimate with one trial left out or none, as words and picture, then without each in turn."""
    names = {row.id: source_name(content.sources[row.source]) for row in rows}
    query = f"without-{key}"
    options = [NONE_LEFT_OUT, *names.values()] if len(rows) > FEWEST_TRIALS else [NONE_LEFT_OUT]
    field = choice(query, "Leave one trial out", "one", options, state, kept="nowhere")
    kept = [row for row in rows if names[row.id] not in field.chosen]
    pooled = pool([studies[row.id] for row in kept])
    panel = pool_panel(content, kept, pooled)
    words = f"{estimate_words(pooled, panel)} The trials: {'; '.join(names[row.id] for row in kept)}."
    return (
        b.Filters(TRIALS, (field,)),
        b.Paragraph(words),
        b.Figure(forest_chart(panel), f"pool-{key}", words=()),
        *_in_turn(leave_one_out(list(studies.values())), names, panel),
    )


def _in_turn(others: dict[str, Pooled], names: dict[str, str], panel: Panel) -> b.Blocks:
    if not others:
        return ()
    rows = tuple((names[row], estimate_words(each, panel)) for row, each in others.items())
    table = b.Table(("without", "estimate"), rows, "The pooled estimate without each trial in turn")
    return (b.Fold("Leaving out each trial in turn", (table,)),)
