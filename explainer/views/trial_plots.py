"""Parts of the page of trials: plots with their words, how long effects were followed, pictures of 100, re-pooling."""

from collections.abc import Sequence

from explainer.charts.forest import forest_chart
from explainer.content import Content
from explainer.content.facts import AdverseEffect
from explainer.content.trials import TrialResult
from explainer.evidence.bands import UNKNOWN, how_long
from explainer.evidence.derived import drawable
from explainer.evidence.findings import AnyFinding, Axis
from explainer.evidence.forest import Panel, Reviews, Trials, one_a_trial, panels, pool_panel
from explainer.evidence.hundred import harm_hundred, hundred
from explainer.evidence.pooling import FEWEST_TRIALS, Pooled, Study, leave_one_out, pool, study
from explainer.find.state import State
from explainer.site import TRIALS
from explainer.views import blocks as b
from explainer.views.inline import Bold, Inline, Italic, Link, joined
from explainer.views.parts import choice, finding_line, row_line
from explainer.views.trial_card import hundred_block, result_link
from explainer.words.bands import band_words
from explainer.words.estimates import estimate_words
from explainer.words.forest import MAKERS
from explainer.words.sentences import source_name

NONE_LEFT_OUT = "none"


def plots(trials: Trials, reviews: Reviews) -> b.Blocks:
    """A forest plot for each set of findings that may share an axis, then what can't stand in one."""
    plotted, rest = one_a_trial([drawable(finding) for finding in trials])
    alone = [finding for finding in plotted if finding.row.comparator_kind == "none"]
    other = [finding for finding in plotted if finding.asks_other_question]
    undrawn = [finding for finding in reviews if not finding.is_drawn]
    return (
        *(block for number, panel in enumerate(panels(plotted, reviews)) for block in _panel(panel, number)),
        *_also(rest, "Other results from the same people (not drawn, as they are not extra trials)"),
        *_also(alone, "Results without a comparison group (they can't show what ketamine does)"),
        *_also(other, "Results that compare ketamine with ketamine"),
        *_also(undrawn, "Published pooled results without a comparison group, a direction or an interval"),
    )


def main_plots(findings: Trials) -> b.Blocks:
    """Plots of main outcomes, only those with something to draw; each trial has one line."""
    plotted, _ = one_a_trial([drawable(finding) for finding in findings])
    drawn = [panel for panel in panels(plotted, ()) if panel.is_drawn]
    return tuple(block for number, panel in enumerate(drawn) for block in _panel(panel, number))


def _panel(panel: Panel, number: int) -> b.Blocks:
    picture = forest_chart(panel)
    words = b.bullets([_line(finding) for finding in panel.findings])
    if not panel.is_drawn:
        return (b.Paragraph(Bold(picture.title)), b.Fold("The results in words", words, is_open=True))
    return (b.Figure(picture, f"forest-{number}", _links(panel), words=words),)


def _links(panel: Panel) -> dict[str, Link]:
    return {each.id: result_link(each.row, source_name(each.source)) for each in panel.findings if each.is_drawn}


def _line(finding: AnyFinding) -> Inline:
    """What a finding says, and whether a maker paid for its trial."""
    paid = isinstance(finding.row, TrialResult) and finding.row.paid_by in MAKERS
    return (
        joined(
            (finding_line(finding), Italic("A maker of the treatment paid for this trial, alone or with others.")), " "
        )
        if paid
        else finding_line(finding)
    )


def _also(findings: Sequence[AnyFinding], heading: str) -> b.Blocks:
    lines = b.bullets([finding_line(finding) for finding in findings])
    return (b.Fold(f"{heading}: {len(findings)}", lines),) if findings else ()


def how_long_blocks(rows: Sequence[TrialResult]) -> b.Blocks:
    """What was measured in each band of time, and where nobody looked."""
    counts = [count for count in how_long(rows) if count.band != UNKNOWN or not count.nobody_looked]
    table = tuple((count.band, band_words(count)) for count in counts)
    caption = "We count results, not trials: one trial may measure several times."
    return (
        b.Heading("How long it lasts", 2, "how-long"),
        b.Table((), table, "Results for this condition by time after treatment"),
        b.Paragraph(caption, note=True),
    )


def hundreds(content: Content, trials: Trials, condition: str) -> b.Blocks:
    """Pictures of 100 people for the findings that allow them, and harms on the same scale."""
    pictures: b.Blocks = tuple(hundred_block(picture) for each in trials if (picture := hundred(each)))
    if not pictures:
        return ()
    benefits: b.Blocks = (b.Heading("Pictures of 100 people", 2, "hundred"), *pictures)
    if any(finding.row.outcome_role == "harm" for finding in trials):
        return benefits
    words = content.pages[TRIALS.name].sections["harms"]
    return (*benefits, b.Paragraph((Bold("And the harms."), f" {words}")), *_harms(content, condition))


def _harms(content: Content, condition: str) -> b.Blocks:
    """Harms to set beside benefits: those named for the condition, else those meant for any condition."""
    facts = (content.rows[name] for name in content.conditions[condition].safety)
    named = [row for row in facts if isinstance(row, AdverseEffect) and not content.rests_on_retracted(row)]
    meant = [row for row in content.adverse_effects if row.beside_benefits]
    return _drawn_harms(content, named) or _drawn_harms(content, meant)


def _drawn_harms(content: Content, rows: Sequence[AdverseEffect]) -> b.Blocks:
    drawn = [(row, picture) for row in rows if (picture := harm_hundred(row))]
    pairs = ((hundred_block(picture), b.Paragraph(row_line(content, row), note=True)) for row, picture in drawn)
    return tuple(block for pair in pairs for block in pair)


def repooling(content: Content, trials: Trials, state: State) -> b.Blocks:
    """Our own estimate for each set of trials that may be pooled, or why there is none."""
    heading = b.Heading("Trials combined", 2, "pooled")
    keys = dict.fromkeys(finding.row.pool_key for finding in trials if finding.row.pool_key)
    if not keys:
        text = "The results shown can't be combined: they measured different things, or at different times."
        return (heading, b.Paragraph(text))
    disclaimer = content.pages[TRIALS.name].sections["repool"]
    sets = (_set(key, [finding for finding in trials if finding.row.pool_key == key], state) for key in keys)
    return (heading, b.Paragraph(disclaimer, note=True), *(block for blocks in sets for block in blocks))


def _set(key: str, trials: Trials, state: State) -> b.Blocks:
    title = b.Paragraph(Bold(key.replace("-", " ").replace("/", ": ", 1).replace("/", ", ")))
    studies = {finding.id: made for finding in trials if (made := study(finding))}
    if len(studies) < FEWEST_TRIALS:
        count = "1 trial is" if len(studies) == 1 else f"{len(studies)} trials are"
        return (title, b.Paragraph(f"{count} too few to combine; at least {FEWEST_TRIALS} are needed."))
    return (title, *_estimate(key, [finding for finding in trials if finding.id in studies], studies, state))


def _estimate(key: str, trials: Trials, studies: dict[str, Study], state: State) -> b.Blocks:
    """The estimate with one trial left out or none, as words and picture, then without each in turn."""
    names = {finding.id: source_name(finding.source) for finding in trials}
    options = [NONE_LEFT_OUT, *names.values()] if len(trials) > FEWEST_TRIALS else [NONE_LEFT_OUT]
    field = choice(f"without-{key}", "Leave one trial out", "one", options, state, written_by="nobody")
    kept = [finding for finding in trials if names[finding.id] not in field.chosen]
    pooled = pool([studies[finding.id] for finding in kept])
    panel = pool_panel([drawable(finding) for finding in kept], pooled)
    words = f"{estimate_words(pooled, panel.axis)} The trials: {'; '.join(names[each.id] for each in kept)}."
    return (
        b.Filters(TRIALS, (field,)),
        b.Paragraph(words),
        b.Figure(forest_chart(panel), f"pool-{key}", _links(panel), words=()),
        *_in_turn(leave_one_out(list(studies.values())), names, panel.axis),
    )


def _in_turn(others: dict[str, Pooled], names: dict[str, str], axis: Axis) -> b.Blocks:
    if not others:
        return ()
    rows = tuple((names[row], estimate_words(each, axis)) for row, each in others.items())
    table = b.Table(("without", "estimate"), rows, "The pooled estimate without each trial in turn")
    return (b.Fold("Leaving out each trial in turn", (table,)),)
