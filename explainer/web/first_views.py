"""What a view of a page says in its first paint. The query of an address chooses it: ``/conditions?condition=ptsd``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from explainer.content import Content
from explainer.web.first_bodies import (
    BODIES,
    claims,
    glossary,
    head,
    mechanisms,
    source_link,
    sources,
    timeline,
    with_trials,
)
from explainer.web.markup import heading, link, plain, prose, said, table, view_link


@dataclass(frozen=True)
class View:
    """One view of a page: its title, what a description says, the HTML of its key content, its query if it has one."""

    title: str
    text: str
    body: str
    query: tuple[tuple[str, str], ...] = ()
    above: str = ""
    """HTML that stands above the title."""
    about: tuple[str, ...] = ()
    """The condition it is about, and the condition's other names."""


def page_view(content: Content, name: str) -> View:
    """A page as it opens without a query."""
    page = content.pages[name]
    body = head(content, name) + (BODIES[name](content) if name in BODIES else "")
    return View(page.title, page.description, body)


def chosen_view(content: Content, name: str, query: Mapping[str, str]) -> View | None:
    """The view that a query chooses, if it chooses one that is there."""
    key, records, view = _VIEWS.get(name, ("", lambda _: {}, page_view))
    asked = query.get(key, "")
    return view(content, asked) if asked in records(content) else None


def views(content: Content) -> dict[str, tuple[str, tuple[str, ...]]]:
    """For each page with views: the name of the query, and every value that it takes."""
    return {name: (key, tuple(records(content))) for name, (key, records, _) in _VIEWS.items()}


def _condition(content: Content, name: str) -> View:
    condition = content.conditions[name]
    reading = content.readings[name]
    body = (
        f"<h1>{escape(condition.name)}</h1>"
        f"<p><b>{escape(reading.reading)}</b>: {escape(content.scale[reading.reading].meaning)}</p>"
        f"{prose(condition.summary)}<p><b>Why this reading.</b> {escape(reading.why)}</p>"
        f"{heading('How fast')}{prose(condition.speed.text)}"
        f"{heading('How long it lasts')}{prose(condition.duration.text)}"
        f"{heading('The price: harms')}{prose(condition.safety_text)}"
        f"{heading('What is not known')}{said(condition.not_known)}"
        f"<p>{view_link('sheet', 'A sheet to take to the doctor →', condition=name)}</p>"
    )
    return View(
        condition.name,
        condition.summary,
        body,
        (("condition", name),),
        f'<p class="back">{link("./conditions", "← All conditions")}</p>',
        (condition.name, *condition.other_names),
    )


def _trials_of(content: Content, name: str) -> View:
    condition = content.conditions[name]
    rows = (
        (source_link(content.sources[row.source]), escape(row.outcome), escape(row.timepoint))
        for row in with_trials(content)[name]
    )
    body = (
        f"{head(content, 'trials')}<p><b>{escape(condition.name)}</b></p>"
        f"{prose(content.pages['trials'].sections['lens'])}{table(('Trial', 'Measured', 'When'), rows)}"
    )
    return View(
        f"{condition.name}: {content.pages['trials'].title.lower()}",
        content.pages["trials"].description,
        body,
        (("of", name),),
        about=(condition.name, *condition.other_names),
    )


def _claim(content: Content, name: str) -> View:
    claim = next(claim for claim in content.claims if claim.id == name)
    text = f"“{claim.claim}” {claim.verdict.capitalize()}: {claim.why}"
    return View(f"“{claim.claim}”", text, head(content, "claims") + claims(content, name), (("claim", name),))


def _mechanism(content: Content, name: str) -> View:
    each = content.mechanisms[name]
    body = (
        f"{head(content, 'mechanisms')}{heading(each.name)}{prose(each.summary)}"
        f"<p><b>What is not known</b></p>{said(each.not_known)}{mechanisms(content)}"
    )
    return View(each.name, each.summary, body, (("step", name),))


def _sheet_of(content: Content, name: str) -> View:
    condition = content.conditions[name]
    reading = content.readings[name].reading
    title = f"Ketamine and {condition.name.lower()}: what is known"
    body = (
        f"{head(content, 'sheet')}{heading(title)}"
        f"<p><b>{escape(reading.capitalize())}.</b> {escape(content.scale[reading].meaning)}</p>"
        f"<h3>What is not known</h3>{said(condition.not_known[:3])}"
    )
    about = (condition.name, *condition.other_names)
    return View(title, content.pages["sheet"].description, body, (("condition", name),), about=about)


def _event(content: Content, name: str) -> View:
    event = next(event for event in content.events if event.id == name)
    body = f"{head(content, 'timeline')}{heading(event.title)}<p>{escape(event.statement)}</p>{timeline(content)}"
    return View(event.title, event.statement, body, (("event", name),))


def _answer(content: Content, name: str) -> View:
    answer = content.faq[name]
    short = answer.short
    body = (
        f"{head(content, 'faq')}{heading(answer.question)}<p><b>{escape(plain(short))}</b></p>"
        f"{prose(answer.answer)}<p><b>What is not known</b></p>"
        f"{said(answer.not_known)}"
    )
    return View(answer.question, short, body, (("q", name),))


def _term(content: Content, name: str) -> View:
    term = content.glossary[name]
    body = head(content, "glossary") + glossary(content, name)
    return View(term.term, term.explanation, body, (("term", name),))


def _source_view(content: Content, name: str) -> View:
    source = content.sources[name]
    body = head(content, "sources") + sources(content, name)
    return View(source.title, content.pages["sources"].description, body, (("source", name),))


_VIEWS: dict[str, tuple[str, Callable[[Content], Mapping[str, object]], Callable[[Content, str], View]]] = {
    "conditions": ("condition", lambda content: content.conditions, _condition),
    "trials": ("of", with_trials, _trials_of),
    "claims": ("claim", lambda content: {claim.id: claim for claim in content.claims}, _claim),
    "mechanisms": ("step", lambda content: content.mechanisms, _mechanism),
    "sheet": ("condition", lambda content: content.conditions, _sheet_of),
    "timeline": ("event", lambda content: {event.id: event for event in content.events}, _event),
    "faq": ("q", lambda content: content.faq, _answer),
    "sources": ("source", lambda content: content.sources, _source_view),
    "glossary": ("term", lambda content: content.glossary, _term),
}
"""The query that chooses a view of a page, what it may name, and the view."""
