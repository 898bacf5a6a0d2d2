"""Check records against each other: references, pointers to figures, names, and entries that may appear only once."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence

from explainer.content.crisis import missing_help
from explainer.content.faults import Fault
from explainer.content.fields import Record
from explainer.content.model import Content
from explainer.content.parts import faults_in_parts
from explainer.content.prose import Condition
from explainer.content.read import FIRST_ROW
from explainer.content.reference import DOSE, BodyFigure, SeriesPoint
from explainer.content.references import broken_references
from explainer.content.trials import TrialResult
from explainer.site import PAGES


def broken_links(content: Content, files: Mapping[str, Sequence[Record]]) -> Iterator[Fault]:
    """Yield the faults of all checks between records; ``files`` has the records of each file, in their order."""
    numbered = {file: _numbered(file, records) for file, records in files.items()}
    held = {name: row.held for name, row in content.held.items()}
    yield from broken_references(numbered, known_ids(content), held)
    yield from _main_outcomes(content)
    yield from _pointer_links(content)
    yield from _page_links(content)
    yield from _glossary_faults(content)
    yield from missing_help(content)
    yield from faults_in_parts(content)
    for condition in content.conditions.values():
        yield from _condition_links(content, condition)


def _numbered(file: str, records: Sequence[Record]) -> list[tuple[int, Record]]:
    """Records with their rows as a spreadsheet counts them; a text file has none."""
    return [(place + FIRST_ROW if file.endswith(".csv") else 0, record) for place, record in enumerate(records)]


def known_ids(content: Content) -> dict[str, Collection[str]]:
    """The ids of every collection that a field may point into."""
    return {
        "sources": content.sources,
        "conditions": content.conditions,
        "mechanisms": content.mechanisms,
        "steps": {*content.mechanisms, DOSE},
        "trials": content.trials,
        "families": content.families,
        "events": {event.id for event in content.events},
        "results": {row.id for row in content.results},
        "rows": content.rows,
        "faq": content.faq,
        "pages": {page.name for page in PAGES},
    }


def _page_links(content: Content) -> Iterator[Fault]:
    yield from _all("data/pages", "", ("site", *(page.name for page in PAGES)), content.pages, "a file in data/pages")
    readings = [reading.reading for reading in content.readings.values()]
    yield from _all("data/readings.csv", "reading", readings, content.scale, "a step of reading_scale.csv")


def _glossary_faults(content: Content) -> Iterator[Fault]:
    """Yield a fault for each word that is a form of two glossary terms; capital letters make no difference."""
    taken: dict[str, str] = {}
    for number, term in enumerate(content.glossary.values(), start=2):
        for form in term.forms:
            if taken.setdefault(form.casefold(), term.id) != term.id:
                message = f"{form!r} is a form of {taken[form.casefold()]!r} already"
                yield Fault("data/glossary.csv", number, "other_forms", message, term.id)


def _missing(names: Iterable[str], known: Container[str], what: str) -> Iterator[str]:
    for name in names:
        if name not in known:
            yield f"{name!r} is not {what}"


def _main_outcomes(content: Content) -> Iterator[Fault]:
    """Yield a fault for each trial that has two main outcomes in one condition, or whose results are all held back."""
    only_held = {row.trial for row in content.held.values() if isinstance(row, TrialResult)}
    only_held -= {row.trial for row in content.results}
    seen = set()
    for number, outcome in enumerate(content.main_outcomes, start=FIRST_ROW):
        if (outcome.trial, outcome.condition) in seen:
            yield Fault("data/main_outcomes.csv", number, "trial", "appears twice for this condition", outcome.trial)
        seen.add((outcome.trial, outcome.condition))
        if outcome.trial in only_held:
            message = "has only results that are held back: it must not say how the trial went"
            yield Fault("data/main_outcomes.csv", number, "primary_outcome", message, outcome.trial)


def _pointer_links(content: Content) -> Iterator[Fault]:
    """Tables that point at figures in other rows."""
    pointers: dict[str, tuple[BodyFigure | SeriesPoint, ...]] = {
        "body_figures": content.body_figures,
        "misuse_series": content.misuse_series,
    }
    for name, records in pointers.items():
        for number, record in enumerate(records, start=2):
            try:
                content.figure(record.row, record.field) if record.row else None
            except (KeyError, ValueError):
                message = _no_figure(content, record.row or "", f"{record.row}|{record.field} points at no figure")
                yield Fault(f"data/{name}.csv", number, "field", message)


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
            otherwise = f"{condition.review_row!r} has no figure {field!r}"
            yield Fault(file, 0, "review_row", _no_figure(content, condition.review_row or "", otherwise))


def _no_figure(content: Content, row_id: str, otherwise: str) -> str:
    """Return why a figure is missing: the reason why its row is held back, else the message ``otherwise``."""
    row = content.held.get(row_id)
    return f"{row_id!r} is held back: {row.held}" if row else otherwise


def _all(file: str, key: str, names: Iterable[str], known: Container[str], what: str) -> Iterator[Fault]:
    for message in _missing(names, known, what):
        yield Fault(file, 0, key, message)
