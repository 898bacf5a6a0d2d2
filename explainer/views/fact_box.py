"""The fact box of a condition: reading, trials, benefit and harm as 100 people, how long, where approved, not known."""

from explainer.charts.ladder import ladder_chart
from explainer.charts.strip import legend_kinds
from explainer.charts.trials_of_condition import condition_trials
from explainer.content import Content
from explainer.content.dates import date_words
from explainer.content.trials import TrialResult
from explainer.evidence.bands import UNKNOWN, how_long
from explainer.evidence.derived import difference_of
from explainer.evidence.findings import Finding, finding_of
from explainer.evidence.hundred import hundred
from explainer.evidence.marks import trial_marks
from explainer.evidence.same_trials import balances
from explainer.evidence.summary import ConditionSummary
from explainer.site import SAFETY, SHEET
from explainer.views import blocks as b
from explainer.views.inline import Bold, Inline, link, marked
from explainer.views.parts import reading_mark
from explainer.views.trial_card import hundred_block, mark_links, result_link
from explainer.words.bands import ladder_title
from explainer.words.counts import people_text
from explainer.words.hundred import could_be
from explainer.words.marks import legend_words, met_words
from explainer.words.sentences import source_name

LADDER_KEY = "● ketamine better · ○ no difference shown · ✚ the comparison better. Each mark is one result."


def fact_box(content: Content, row: ConditionSummary) -> b.Blocks:
    """What a reader should know before any prose. A condition without trials gets words, no empty frames."""
    doctor = ("For your doctor", link(SHEET, "Questions to take along, on one page", at=row.id))
    return (_reading_line(row), b.Group((*_sides(content, row), _lines(row, doctor)), key="fact-box", card=True))


def fact_box_of_sheet(content: Content, row: ConditionSummary) -> b.Blocks:
    """The same box as it opens the sheet: without the way to the sheet, and with its lines below the trials."""
    return (_reading_line(row), b.Group(_sides(content, row, below=(_lines(row),)), key="fact-box", card=True))


def _reading_line(row: ConditionSummary) -> b.Paragraph:
    """The reading with its one sentence."""
    return b.Paragraph((reading_mark(row.step), ". ", row.reading.why))


def _sides(content: Content, row: ConditionSummary, below: b.Blocks = ()) -> b.Blocks:
    """Trials and how long it lasts on one side, with what stands ``below``; benefit and harm on the other."""
    if not trial_marks(content, row.id):
        return (b.Paragraph(no_trials(row)), *_harm_in_words(row), *below)
    trials = (trials_figure(content, row), *_how_long(content, row), *below)
    people = (*_benefit(content, row), *_harm(content, row))
    return (b.Row((b.Group(trials), b.Group(people))),)


def _lines(row: ConditionSummary, *more: tuple[Inline, Inline]) -> b.Table:
    """Where it is approved, what is not known, and more where a page has more."""
    own: tuple[tuple[Inline, Inline], ...] = (
        ("Approved", _approved(row)),
        ("Not known", marked(row.condition.not_known[0])),
        ("Last checked", date_words(row.reading.reviewed.isoformat())),
    )
    return b.Table((), (*own, *more), f"{row.name}: approved, not known{', for your doctor' if more else ''}")


def no_trials(row: ConditionSummary) -> str:
    """What is said of a condition without a trial to draw."""
    if row.counts.reviews_only:
        return "We list no single randomised trial here: what is known comes from reviews that take many together."
    return "We know of no randomised trial that compared ketamine with something else here."


def trials_figure(content: Content, row: ConditionSummary, *, small: bool = True) -> b.Figure:
    """The trials of a condition by size, with the finding above them; a large one has its words in a fold."""
    marks = trial_marks(content, row.id)
    noun = "randomised trial" if len(marks) == 1 else "randomised trials"
    title = f"{len(marks)} {noun}, {people_text(row.counts)}: {met_words(marks)}"
    unknown = sum(mark.people is None for mark in marks)
    remark = f" {unknown} not drawn: number of people not known." if unknown else ""
    picture = condition_trials(marks, row.step.colour, title)
    caption = f"{legend_words(legend_kinds(marks))}.{remark}"
    words: b.Blocks | None = () if small else None
    return b.Figure(picture, "condition-trials", mark_links(marks), words=words, caption=caption, small=small)


def _how_long(content: Content, row: ConditionSummary) -> b.Blocks:
    counts = [count for count in how_long(_results(content, row)) if count.band != UNKNOWN]
    if all(count.nobody_looked for count in counts):
        return (b.Paragraph(ladder_title(counts)),)
    return (b.Figure(ladder_chart(counts), "how-long-ladder", words=(), caption=LADDER_KEY, small=True),)


def _results(content: Content, row: ConditionSummary) -> list[TrialResult]:
    """Results against something else than ketamine; those that only a company announced are left out, as in counts."""
    return [
        each
        for each in content.results
        if each.condition == row.id
        and each.comparator_kind != "none"
        and each.id not in content.other_questions
        and not each.is_announced
    ]


def _benefit(content: Content, row: ConditionSummary) -> b.Blocks:
    """A benefit as 100 people: of the key results if one allows it, else of the largest trial; else a plain line."""
    key = row.condition.key_results
    rows = [each for each in _results(content, row) if each.outcome_role == "benefit"]
    rows.sort(key=lambda each: (key.index(each.id) if each.id in key else len(key), -(each.n_randomised or 0)))
    drawn = next((each for each in rows if hundred(finding_of(content, each))), None)
    if drawn is None:
        return (b.Paragraph((Bold("Benefit."), " No trial gives numbers that can be shown as 100 people.")),)
    return _as_people("What one trial found, as 100 people", finding_of(content, drawn))


def _harm(content: Content, row: ConditionSummary) -> b.Blocks:
    """The side effect with the largest excess among those that trials counted in both groups; else where to look."""
    made = balances(content, row.id)
    harms = [each for balance in made for each in balance.harms if hundred(each)]
    if not harms:
        return _harm_in_words(row)
    widest = max(harms, key=_gap)
    return _as_people("A side effect, counted in both groups of a trial", widest)


def _gap(finding: Finding[TrialResult]) -> int:
    picture = hundred(finding)
    return picture.with_ketamine - picture.without if picture else 0


def _as_people(title: str, finding: Finding[TrialResult]) -> b.Blocks:
    picture = hundred(finding)
    assert picture is not None
    trial = result_link(finding.row, source_name(finding.source))
    made = difference_of(finding)
    note = (b.Paragraph(could_be(made), note=True),) if made else ()
    return (b.Paragraph((Bold(title), " (", trial, ")")), hundred_block(picture), *note)


def _harm_in_words(row: ConditionSummary) -> b.Blocks:
    label = link(SAFETY, "What the label of the spray counts in depression")
    text = " No trial of this condition gives them for both groups in a way that can be counted. "
    return (b.Paragraph((Bold("Side effects."), text, label)),)


def _approved(row: ConditionSummary) -> Inline:
    return row.approved_text or "nowhere that we know of, for this use"
