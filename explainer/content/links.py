"""Every id that points somewhere must exist."""

from collections.abc import Container, Iterable, Iterator

from explainer.content.faults import Fault
from explainer.content.model import Content
from explainer.content.prose import Answer, Condition, Mechanism
from explainer.content.reference import BodyFigure, SeriesPoint
from explainer.content.trials import PooledResult, TrialResult

FACT_FILES = {
    "Event": "timeline", "Approval": "approvals", "AdverseEffect": "adverse_effects", "MechanismFact": "mechanisms",
    "Pharmacology": "pharmacology", "Interaction": "interactions", "Misuse": "misuse", "Duration": "duration",
    "Guideline": "guidelines", "Access": "access",
}  # fmt: skip


SITE_PAGES = (
    "site",
    "overview",
    "conditions",
    "trials",
    "claims",
    "mechanisms",
    "safety",
    "sheet",
    "timeline",
    "faq",
    "sources",
    "glossary",
    "changes",
    "search",
)


def broken_links(content: Content) -> Iterator[Fault]:
    """A fault for each reference that leads nowhere."""
    yield from _trial_links(content)
    yield from _question_links(content)
    yield from _pointer_links(content)
    yield from _fact_links(content)
    yield from _approval_links(content)
    yield from _claim_and_reading_links(content)
    yield from _page_links(content)
    yield from _glossary_faults(content)
    for condition in content.conditions.values():
        yield from _condition_links(content, condition)
    for mechanism in content.mechanisms.values():
        yield from _mechanism_links(content, mechanism)
    for answer in content.faq.values():
        yield from _answer_links(content, answer)


def _page_links(content: Content) -> Iterator[Fault]:
    yield from _all("data/pages", "", SITE_PAGES, content.pages, "a file in data/pages")
    readings = [reading.reading for reading in content.readings.values()]
    yield from _all("data/readings.csv", "reading", readings, content.scale, "a step of reading_scale.csv")


def _glossary_faults(content: Content) -> Iterator[Fault]:
    """Two explanations of one word, and changes on pages that are not there."""
    taken: dict[str, str] = {}
    for number, term in enumerate(content.glossary.values(), start=2):
        for form in term.forms:
            if taken.setdefault(form.casefold(), term.id) != term.id:
                message = f"{form!r} is a form of {taken[form.casefold()]!r} already"
                yield Fault("data/glossary.csv", number, "other_forms", message, term.id)
    yield from _all("data/changes.csv", "page", [change.page for change in content.changes], SITE_PAGES, "a page")


def _missing(names: Iterable[str], known: Container[str], what: str) -> Iterator[str]:
    for name in names:
        if name not in known:
            yield f"{name!r} is not {what}"


def _trial_links(content: Content) -> Iterator[Fault]:
    results: dict[str, tuple[TrialResult | PooledResult, ...]] = {
        "data/results.csv": content.results,
        "data/pooled.csv": content.pooled,
    }
    for file, rows in results.items():
        for number, row in enumerate(rows, start=2):
            for message in _missing([row.source], content.sources, "the id of a source"):
                yield Fault(file, number, "source", message, row.id)
            for message in _missing([row.condition], content.conditions, "a condition"):
                yield Fault(file, number, "condition", message, row.id)
            for message in _missing([row.family], content.families, "a family of outcome_families.csv"):
                yield Fault(file, number, "family", message, row.id)
    for number, trial in enumerate(content.trials.values(), start=2):
        for message in _missing([trial.source], content.sources, "the id of a source"):
            yield Fault("data/trials.csv", number, "source", message, trial.id)
    seen = set()
    for number, outcome in enumerate(content.main_outcomes, start=2):
        place = ("data/main_outcomes.csv", number)
        for message in _missing([outcome.condition], content.conditions, "a condition"):
            yield Fault(*place, "condition", message, outcome.trial)
        if (outcome.trial, outcome.condition) in seen:
            yield Fault(*place, "trial", "stands twice for this condition", outcome.trial)
        seen.add((outcome.trial, outcome.condition))


def _question_links(content: Content) -> Iterator[Fault]:
    rows = {row.id for row in content.results}
    for number, row_id in enumerate(content.other_questions, start=2):
        for message in _missing([row_id], rows, "a row of results.csv"):
            yield Fault("data/other_questions.csv", number, "row", message)


DOSE = "dose"
"""Where the chain of mechanisms begins: the medicine itself."""


def _pointer_links(content: Content) -> Iterator[Fault]:
    """Tables that only point: steps between mechanisms, and figures that stand in other rows."""
    known = {*content.mechanisms, DOSE}
    for number, step in enumerate(content.steps, start=2):
        for message in _missing([step.source, step.target], known, "a mechanism"):
            yield Fault("data/mechanism_links.csv", number, "source", message)
        for message in _missing(step.rows, content.rows, "a row of any table"):
            yield Fault("data/mechanism_links.csv", number, "rows", message)
    for number, duplicate in enumerate(content.duplicates.values(), start=2):
        for message in _missing([duplicate.row, duplicate.same_as], content.rows, "a row of any table"):
            yield Fault("data/duplicates.csv", number, "row", message)
    pointers: dict[str, tuple[BodyFigure | SeriesPoint, ...]] = {
        "body_figures": content.body_figures,
        "misuse_series": content.misuse_series,
    }
    for name, records in pointers.items():
        for number, record in enumerate(records, start=2):
            try:
                content.figure(record.row, record.field)
            except (KeyError, ValueError):
                yield Fault(f"data/{name}.csv", number, "field", f"{record.row}|{record.field} points at no figure")


def _fact_links(content: Content) -> Iterator[Fault]:
    numbers: dict[str, int] = {}
    for fact in content.facts():
        file = f"data/{FACT_FILES[type(fact).__name__]}.csv"
        numbers[file] = numbers.get(file, 1) + 1
        for message in _missing([fact.source], content.sources, "the id of a source"):
            yield Fault(file, numbers[file], "source", message, fact.id)
        for message in _missing(fact.conditions, content.conditions, "a condition"):
            yield Fault(file, numbers[file], "conditions", message, fact.id)
        mechanism = getattr(fact, "mechanism", None)
        for message in _missing([mechanism] if mechanism else [], content.mechanisms, "a mechanism"):
            yield Fault(file, numbers[file], "mechanism", message, fact.id)


def _approval_links(content: Content) -> Iterator[Fault]:
    events = {event.id for event in content.events}
    for number, row in enumerate(content.approvals, start=2):
        for message in _missing([row.event] if row.event else [], events, "an event of timeline.csv"):
            yield Fault("data/approvals.csv", number, "event", message, row.id)


def _claim_and_reading_links(content: Content) -> Iterator[Fault]:
    for number, claim in enumerate(content.claims, start=2):
        for message in _missing(claim.evidence, content.rows, "a row of any table"):
            yield Fault("data/claims.csv", number, "evidence", message, claim.id)
        for message in _missing([claim.condition] if claim.condition else [], content.conditions, "a condition"):
            yield Fault("data/claims.csv", number, "condition", message, claim.id)
    yield from _all("data/reading_exceptions.csv", "condition", content.exceptions, content.readings, "a condition")
    for number, condition in enumerate(content.readings, start=2):
        for message in _missing([condition], content.conditions, "a file in data/conditions"):
            yield Fault("data/readings.csv", number, "condition", message)


def _condition_links(content: Content, condition: Condition) -> Iterator[Fault]:
    file = f"data/conditions/{condition.id}.toml"
    reading = content.readings.get(condition.id)
    if reading is None:
        yield Fault(file, 0, "id", f"{condition.id!r} has no reading in readings.csv")
    elif reading.name != condition.name:
        yield Fault(file, 0, "name", f"{condition.name!r} is called {reading.name!r} in readings.csv")
    for field in ("trials", "participants") if condition.review_row else ():
        try:
            content.figure(condition.review_row or "", field)
        except (KeyError, ValueError):
            yield Fault(file, 0, "review_row", f"{condition.review_row!r} has no figure {field!r}")
    passages = (("speed", condition.speed.rows), ("duration", condition.duration.rows))
    row_lists = (("key_results", condition.key_results), ("safety", condition.safety), *passages)
    for key, rows in (*row_lists, *((f"mechanisms.{link.id}", link.rows) for link in condition.mechanisms)):
        yield from _all(file, key, rows, content.rows, "a row of any table")
    yield from _all(file, "related", condition.related, content.conditions, "a condition")
    yield from _all(file, "faq", condition.faq, content.faq, "a question")
    yield from _all(file, "mechanisms", [link.id for link in condition.mechanisms], content.mechanisms, "a mechanism")


def _mechanism_links(content: Content, mechanism: Mechanism) -> Iterator[Fault]:
    file = f"data/mechanisms/{mechanism.id}.toml"
    yield from _all(file, "rows", mechanism.rows, content.rows, "a row of any table")


def _answer_links(content: Content, answer: Answer) -> Iterator[Fault]:
    file = f"data/faq/{answer.id}.toml"
    yield from _all(file, "rows", answer.rows, content.rows, "a row of any table")
    yield from _all(file, "conditions", answer.conditions, content.conditions, "a condition")


def _all(file: str, key: str, names: Iterable[str], known: Container[str], what: str) -> Iterator[Fault]:
    for message in _missing(names, known, what):
        yield Fault(file, 0, key, message)
