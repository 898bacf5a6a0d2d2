"""The sheet: one page for a condition, to print and take to the doctor (``?condition=ptsd``). Nothing is stored."""

from collections.abc import Iterable
from datetime import date

from explainer.content import Content
from explainer.content.facts import AdverseEffect
from explainer.content.model import Row
from explainer.content.trials import TrialResult
from explainer.evidence.counts import against_treatments
from explainer.evidence.findings import finding_of
from explainer.evidence.hundred import Hundred, harm_hundred, hundred
from explainer.evidence.summary import ConditionSummary, summaries
from explainer.find.state import State
from explainer.site import CONDITIONS, SAFETY, SHEET
from explainer.views import blocks as b
from explainer.views.condition import came_from
from explainer.views.inline import Bold, Inline, link
from explainer.views.opened import opened
from explainer.views.parts import head, page_view
from explainer.views.trial_card import hundred_pair
from explainer.views.view import View
from explainer.words.counts import counts_sentence
from explainer.words.hundred import difference
from explainer.words.sentences import row_sentence, source_name

MOST_RESULTS = 3
MOST_HARMS = 3
MOST_UNKNOWN = 3
MOST_OTHER = 1
MOST_QUESTIONS = 11
"""What fits on one A4 or Letter page with the longest texts (tests/browser/test_sheet.py)."""


def sheet(content: Content, state: State) -> View:
    """The page; with ``?condition=ptsd`` the sheet of that condition, its questions by what ``matters``."""
    target = opened(content, SHEET, state)
    topics = tuple(dict.fromkeys(each.topic for each in content.sheet_questions))
    chosen = tuple(topic for topic in state.all("matters") if topic in topics)
    own = content.conditions[target.id].crisis_help if target.id else None
    blocks = (
        *head(content, SHEET, own),
        *target.missing,
        b.Filters(SHEET, (_condition_field(content, target.id), _topics_field(topics, chosen))),
        b.Paragraph(
            "To print, open your browser's menu and choose Print. The sheet fits one A4 or Letter page.", note=True
        ),
    )
    row = next((row for row in summaries(content) if row.id == target.id), None)
    if row is None:
        return page_view(content, SHEET, blocks)
    about = (row.name, *row.condition.other_names)
    whole = (*blocks, sheet_of(content, row, chosen), *_ways_on(row))
    return View(_title(row), content.pages[SHEET.name].description, whole, row.id, about)


def _condition_field(content: Content, chosen: str) -> b.Field:
    return b.Field(
        SHEET.key,
        "Condition",
        "one",
        tuple(content.conditions),
        names=tuple(condition.name for condition in content.conditions.values()),
        chosen=(chosen,) if chosen else (),
        hint="Choose a condition",
        written_by="page",
    )


def _topics_field(topics: tuple[str, ...], chosen: tuple[str, ...]) -> b.Field:
    return b.Field("matters", "What matters to you", "several", topics, chosen=chosen, written_by="nobody")


def _ways_on(row: ConditionSummary) -> b.Blocks:
    known = link(CONDITIONS, f"All we know about {row.name.lower()} →", at=row.id)
    return (b.Paragraph(known), b.Paragraph(link(SAFETY, "Safety →", **came_from(row.condition))))


def _title(row: ConditionSummary) -> str:
    return f"Ketamine and {row.name.lower()}: what is known"


def sheet_of(content: Content, row: ConditionSummary, topics: tuple[str, ...]) -> b.Printed:
    """What is printed; figures come from the tables."""
    condition = row.condition
    words = content.pages[SHEET.name].sections
    results = [content.rows[name] for name in condition.key_results[:MOST_RESULTS]]
    harms = [content.rows[name] for name in condition.safety[:MOST_HARMS]]
    compared = _against_others(content, row)
    others = [row_sentence(content, each) for each in compared] or [words["no_other"]]
    unknown = [text for text in condition.not_known[:MOST_UNKNOWN]]
    sources = dict.fromkeys(source_name(content.sources[each.source]) for each in (*results, *harms, *compared))
    found = _part("What the trials found", (row_sentence(content, each) for each in results))
    harmed = _part("Side effects and risks", (row_sentence(content, each) for each in harms))
    other = _part("Other options, including waiting", (words["nothing"], *others))
    blocks = (
        b.Heading(_title(row), 2),
        b.Paragraph((Bold(f"{row.reading.reading.capitalize()}."), f" {row.step.meaning}")),
        b.Paragraph(counts_sentence(row.counts)),
        b.Row((b.Group((*found, *_benefit(content, row))), b.Group((*harmed, *_harm(content, row))))),
        b.Row(
            (
                b.Group((*_part("What is not known", unknown), *other)),
                b.Group(_part("Questions to ask", _questions(content, topics))),
            )
        ),
        b.Paragraph(f"Sources: {'; '.join(sources).rstrip('.')}. {_signed()}", note=True),
    )
    return b.Printed(blocks, "Sheet to print")


def _part(heading: str, lines: Iterable[Inline]) -> b.Blocks:
    items = tuple(lines)
    return (b.Heading(heading, 3), b.Bullets(items)) if items else ()


def _signed() -> str:
    return f"Ketamine in evidence, {date.today():%d %B %Y}. Not medical advice: this says what studies found."


def _questions(content: Content, topics: tuple[str, ...]) -> list[str]:
    """Questions of the chosen topics, or of all: one of each topic before a second of any, as many as fit."""
    questions = [each for each in content.sheet_questions if not topics or each.topic in topics]
    turn = [sum(other.topic == each.topic for other in questions[:place]) for place, each in enumerate(questions)]
    places = sorted(range(len(questions)), key=lambda place: (turn[place], place))[:MOST_QUESTIONS]
    return [questions[place].question for place in sorted(places)]


def _against_others(content: Content, row: ConditionSummary) -> list[TrialResult]:
    """Benefits of ketamine compared with another treatment, in trials other than those already shown."""
    results = [content.rows[name] for name in row.condition.key_results[:MOST_RESULTS]]
    shown = {each.trial for each in results if isinstance(each, TrialResult)}
    found = [
        each
        for each in against_treatments(content, row.id)
        if each.trial not in shown and each.result != "not tested or not reported"
    ]
    found.sort(key=lambda each: (not each.is_primary, -(each.n_randomised or 0)))
    return list({each.trial: each for each in reversed(found)}.values())[::-1][:MOST_OTHER]


def _benefit(content: Content, row: ConditionSummary) -> b.Blocks:
    """The first benefit that can be shown as 100 people; nothing where none can."""
    results = _standing(content, row.condition.key_results)
    pictures = (hundred(finding_of(content, each)) for each in results if isinstance(each, TrialResult))
    return _people(next((picture for picture in pictures if picture), None))


def _harm(content: Content, row: ConditionSummary) -> b.Blocks:
    """The first harm that can be shown so, on the same scale."""
    facts = _standing(content, row.condition.safety)
    pictures = (harm_hundred(each) for each in facts if isinstance(each, AdverseEffect))
    return _people(next((picture for picture in pictures if picture), None))


def _standing(content: Content, names: Iterable[str]) -> list[Row]:
    """Rows that may be drawn: those that rest on no retracted paper."""
    return [row for row in map(content.rows.__getitem__, names) if not content.rests_on_retracted(row)]


def _people(picture: Hundred | None) -> b.Blocks:
    if picture is None:
        return ()
    event = picture.event[:1].upper() + picture.event[1:]
    heading = b.Heading(f"{event}: {difference(picture)}", 3)
    return (heading, b.Hundred("", hundred_pair(picture), "green" if picture.is_good else "red"))
