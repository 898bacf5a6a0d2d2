"""The sheet for the doctor as one piece of HTML: Streamlit has nothing that prints on exactly one page."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from explainer.content import Content
from explainer.content.facts import AdverseEffect
from explainer.content.trials import TrialResult
from explainer.evidence.counts import counts_sentence
from explainer.evidence.hundred import Hundred, harm_hundred, hundred
from explainer.evidence.summary import ConditionSummary
from explainer.words.sentences import row_sentence, source_name

MOST_RESULTS = 3
MOST_HARMS = 3
MOST_UNKNOWN = 3
MOST_OTHER = 1
MOST_QUESTIONS = 11

STYLE = """<style>
.sheet{max-width:190mm;font-size:.86rem;line-height:1.35}
.sheet h2{font-size:1.15rem;margin:.2em 0;padding:0}
.sheet h3{font-size:.92rem;margin:.6em 0 .15em;padding:0}
.sheet p,.sheet ul{margin:.15em 0}
.sheet p,.sheet ul,.sheet li,.sheet div{font-size:inherit!important;line-height:inherit!important}
.sheet ul{padding-left:1.1em}
.sheet .two{display:grid;grid-template-columns:1fr 1fr;gap:0 1.4em}
@media screen and (max-width:640px){.sheet .two{grid-template-columns:1fr}}
.sheet .pair{display:grid;grid-template-columns:1fr 1fr;gap:0 1em}
.sheet .people{display:grid;grid-template-columns:repeat(10,6px);gap:2px;margin:.2em 0}
.sheet .people i{width:6px;height:6px;border:1px solid currentColor;border-radius:50%}
.sheet .people i.on{border-width:3px}
@media print{
  header,[data-testid=stHeader],[data-testid=stToolbar],.st-key-sheet-controls,.st-key-sheet-links,.st-key-site-bar,.st-key-site-foot{display:none!important}
  [data-testid=stMainBlockContainer]{padding:0!important;max-width:none!important}
  .sheet{font-size:8.6pt;line-height:1.24;color:#000;background:#fff}
  .sheet .two,.sheet .pair{grid-template-columns:1fr 1fr}
  @page{margin:11mm}
}
</style>"""


def sheet_html(content: Content, row: ConditionSummary, topics: Sequence[str]) -> str:
    """The whole sheet. Every text is escaped; figures come from the tables."""
    condition = row.condition
    words = content.pages["sheet"].sections
    results = [content.rows[row_id] for row_id in condition.key_results[:MOST_RESULTS]]
    harms = [content.rows[row_id] for row_id in condition.safety[:MOST_HARMS]]
    compared = _against_others(content, row)
    sources = dict.fromkeys(source_name(content.sources[each.source]) for each in (*results, *harms, *compared))
    benefit, harm = _pictures(content, row)
    found = _section("What the trials found", (row_sentence(content, each) for each in results))
    harmed = _section("Harms", (row_sentence(content, each) for each in harms))
    unknown = _section("What is not known", condition.not_known[:MOST_UNKNOWN])
    others = [row_sentence(content, each) for each in compared] or [words["no_other"]]
    other = _section("Other ways, and doing nothing for now", (words["nothing"], *others))
    parts = (
        f"<h2>Ketamine and {escape(condition.name.lower())}: what is known</h2>",
        f"<p><b>{escape(row.reading.reading.capitalize())}.</b> {escape(row.step.meaning)}</p>",
        f"<p>{escape(counts_sentence(row.counts))}</p>",
        _side_by_side(found + benefit, harmed + harm),
        _side_by_side(unknown + other, _section("Questions to ask", _questions(content, topics))),
        f"<p><small>Sources: {escape('; '.join(sources).rstrip('.'))}. {_signed()}</small></p>",
    )
    return f'{STYLE}<article class="sheet" aria-label="Sheet to print">{"".join(parts)}</article>'


def _questions(content: Content, topics: Sequence[str]) -> list[str]:
    """Questions of the chosen topics, or of all: one of each topic before a second of any, as many as fit."""
    asked = [each for each in content.sheet_questions if not topics or each.topic in topics]
    turn = [sum(other.topic == each.topic for other in asked[:place]) for place, each in enumerate(asked)]
    kept = sorted(range(len(asked)), key=lambda place: (turn[place], place))[:MOST_QUESTIONS]
    return [asked[place].question for place in sorted(kept)]


def _against_others(content: Content, row: ConditionSummary) -> list[TrialResult]:
    """Benefits of ketamine held against another treatment, in trials other than those already shown."""
    shown = [row_id.partition("/")[0] for row_id in row.condition.key_results[:MOST_RESULTS]]
    found = [
        each
        for each in content.results
        if each.condition == row.id
        and each.comparator_kind == "active-treatment"
        and each.outcome_role == "benefit"
        and each.trial not in shown
        and each.result != "not tested or not reported"
        and each.id not in content.other_questions
    ]
    found.sort(key=lambda each: (not each.is_primary, -(each.n_randomised or 0)))
    return list({each.trial: each for each in reversed(found)}.values())[::-1][:MOST_OTHER]


def _side_by_side(left: str, right: str) -> str:
    return f'<div class="two"><section>{left}</section><section>{right}</section></div>'


def _section(heading: str, lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<h3>{heading}</h3><ul>{items}</ul>" if items else ""


def _signed() -> str:
    return f"Ketamine in evidence, {date.today():%d %B %Y}. Not medical advice: this says what studies found."


def _pictures(content: Content, row: ConditionSummary) -> tuple[str, str]:
    """The first benefit and the first harm that can be shown as 100 people, on the same scale; empty where none can."""
    results = [content.rows[row_id] for row_id in row.condition.key_results]
    benefit = next((p for each in results if isinstance(each, TrialResult) and (p := hundred(each))), None)
    facts = [content.rows[row_id] for row_id in row.condition.safety]
    harm = next((p for each in facts if isinstance(each, AdverseEffect) and (p := harm_hundred(each))), None)
    return _picture(benefit) if benefit else "", _picture(harm) if harm else ""


def _picture(picture: Hundred) -> str:
    event = escape(picture.event[:1].upper() + picture.event[1:])
    groups = ((f"with {picture.drug}", picture.with_ketamine), (f"with {picture.comparison}", picture.without))
    arrays = "".join(
        f'<div>{number} of 100 {escape(name)}<div class="people" aria-hidden="true">{_people(number)}</div></div>'
        for name, number in groups
    )
    return f'<h3>{event}: {escape(picture.difference)}</h3><div class="pair">{arrays}</div>'


def _people(number: int) -> str:
    return '<i class="on"></i>' * number + "<i></i>" * (100 - number)
