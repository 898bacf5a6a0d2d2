"""The sheet: one page for a condition, to print and take to the doctor (``?condition=ptsd``). Nothing is stored."""

from collections.abc import Iterable
from datetime import date

from explainer.content import Content
from explainer.content.trials import TrialResult
from explainer.evidence.counts import against_treatments
from explainer.evidence.summary import ConditionSummary, summaries
from explainer.find.state import State
from explainer.site import CONDITIONS, SAFETY, SHEET
from explainer.views import blocks as b
from explainer.views.condition import came_from
from explainer.views.fact_box import fact_box_of_sheet
from explainer.views.inline import Inline, link
from explainer.views.opened import opened
from explainer.views.parts import head, page_view
from explainer.views.view import View
from explainer.words.sentences import row_sentence, source_name

MOST_RESULTS = 2
MOST_HARMS = 2
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
    unknown = [text for text in condition.not_known[1:MOST_UNKNOWN]]
    sources = dict.fromkeys(source_name(content.sources[each.source]) for each in (*results, *harms, *compared))
    found = _part("What the trials found", (row_sentence(content, each) for each in results))
    harmed = _part("Side effects and risks", (row_sentence(content, each) for each in harms))
    other = _part("Other options, including waiting", (words["nothing"], *others))
    blocks = (
        b.Heading(_title(row), 2),
        *fact_box_of_sheet(content, row),
        b.Row((b.Group(found), b.Group(harmed))),
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
