"""What each page says in its first paint: key content, in the words the app uses."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from html import escape

from explainer.content import Content
from explainer.content.dates import date_words
from explainer.content.reference import Source, Term
from explainer.content.trials import TrialResult
from explainer.web.markup import bullets, heading, link, prose, said, table, view_link

LABEL_HARMS = "ae-spravato-trd-"
SOURCES_A_PAGE = 25


def head(content: Content, name: str) -> str:
    """The title and first sentences of a page."""
    page = content.pages[name]
    return f"<h1>{escape(page.title)}</h1>{prose(page.lead)}"


def _overview(content: Content) -> str:
    words = content.pages["overview"].sections
    rows = (
        (view_link("conditions", each.name, condition=each.condition), escape(each.reading))
        for each in content.readings.values()
    )
    return (
        f"{prose(words['what_it_is'])}{table(('Condition', 'Reading'), rows)}"
        f"{heading('How to read this site')}{prose(words['how_to_read'])}"
    )


def _conditions(content: Content) -> str:
    rows = (
        (view_link("conditions", each.name, condition=each.condition), f"{escape(each.reading)}", escape(each.why))
        for each in content.readings.values()
    )
    return table(("Condition", "Reading", "Why"), rows)


def with_trials(content: Content) -> dict[str, list[TrialResult]]:
    """The trial results of each condition that has any."""
    found: dict[str, list[TrialResult]] = {}
    for row in content.results:
        found.setdefault(row.condition, []).append(row)
    return {name: found[name] for name in content.conditions if name in found}


def _trials(content: Content) -> str:
    listed = (view_link("trials", content.conditions[name].name, of=name) for name in with_trials(content))
    return prose(content.pages["trials"].sections["lens"]) + bullets(listed)


def claims(content: Content, first: str = "") -> str:
    """Every claim with its verdict; the one with the id ``first`` before the others."""
    order = sorted(content.claims, key=lambda claim: claim.id != first)
    return bullets(f"“{escape(c.claim)}” <b>{c.verdict}</b>: {escape(c.why)}" for c in order)


def mechanisms(content: Content) -> str:
    """Every mechanism with its standing, and what the body does."""
    listed = (view_link("mechanisms", f"{m.name}: {m.standing}", step=m.id) for m in content.mechanisms.values())
    sections = content.pages["mechanisms"].sections
    return f"{bullets(listed)}{heading('In the body')}{prose(sections['body'])}{prose(sections['forms'])}"


def _safety(content: Content) -> str:
    words, titles = content.pages["safety"].sections, content.pages["safety"].headings
    rates = [row for row in content.adverse_effects if row.id.startswith(LABEL_HARMS)]
    rates.sort(key=lambda row: -(row.events_drug or 0))
    rows = (
        (escape(row.effect), _of(row.events_drug, row.n_drug), _of(row.events_control, row.n_control)) for row in rates
    )
    others = [row for row in content.adverse_effects if row not in rates and row.id not in content.duplicates]
    columns = ("Side effect", "Esketamine", "Placebo spray")
    parts = {
        "label": f"{prose(words['label'])}{table(columns, rows)}",
        "long-term": said(row.statement for row in others if row.setting == "long-term use"),
        "bladder": said(row.statement for row in others if row.group == "bladder"),
        "who-should-not": said(row.statement for row in others if row.group == "who should not take it"),
    }
    return _contents(titles, parts) + "".join(heading(titles[name], name) + text for name, text in parts.items())


def _contents(titles: Mapping[str, str], here: Collection[str]) -> str:
    """The parts of a page, with links to those that the first paint has."""
    named = (link(f"#{name}", title) if name in here else escape(title) for name, title in titles.items())
    return f"<p><b>On this page:</b> {' · '.join(named)}</p>"


def _of(events: int | None, group: int | None) -> str:
    return f"{events:,} of {group:,}" if events is not None and group is not None else "not known"


def _sheet(content: Content) -> str:
    return bullets(view_link("sheet", each.name, condition=each.id) for each in content.conditions.values())


def timeline(content: Content) -> str:
    """Every event with its date, the oldest first."""
    events = [event for event in content.events if event.id not in content.duplicates]
    events.sort(key=lambda event: event.date or "9999")
    return bullets(
        f"<b>{date_words(event.date) if event.date else 'No date known'}</b> "
        f"{view_link('timeline', event.title, event=event.id)}"
        for event in events
    )


def _questions(content: Content) -> str:
    return bullets(view_link("faq", each.question, q=each.id) for each in content.faq.values())


def sources(content: Content, first: str = "") -> str:
    """The sources that most rests on; the one with the id ``first`` before the others."""
    resting = Counter(row.source for row in content.rows.values())
    order = sorted(content.sources.values(), key=lambda each: (-resting[each.id], each.title))[:SOURCES_A_PAGE]
    if first:
        order = [content.sources[first], *(each for each in order if each.id != first)]
    return bullets(f"<b>{escape(each.title)}</b> {source_link(each)}" for each in order)


def source_link(source: Source) -> str:
    """A source by author and year, with a link to its own page where there is one."""
    name = source.authors_short or source.title
    named = f"{name} {source.year}" if source.year and str(source.year) not in name else name
    return link(source.url, named) if source.link == "canonical" else escape(named)


def glossary(content: Content, first: str = "") -> str:
    """Every word with its explanation, by kind; the one with the id ``first`` before all."""
    terms = sorted(content.glossary.values(), key=lambda term: term.term.casefold())
    parts = [_word(content, content.glossary[first])] if first else []
    for kind, title in content.pages["glossary"].sections.items():
        parts += [heading(title), *(_word(content, term) for term in terms if term.kind == kind)]
    return "".join(parts)


def _word(content: Content, term: Term) -> str:
    others = f"<br><small>Also: {escape(', '.join(term.other_forms))}</small>" if term.other_forms else ""
    return f"<p><b>{escape(term.term)}</b><br>{escape(term.explanation)}{others}</p>"


def _changes(content: Content) -> str:
    words = content.pages["changes"].sections
    changes = sorted(content.changes, key=lambda change: change.date, reverse=True)
    return (
        f"{heading(words['world'])}{prose(words['limits'])}{heading(words['site'])}"
        f"{said(change.what for change in changes)}"
    )


BODIES: dict[str, Callable[[Content], str]] = {
    "overview": _overview,
    "conditions": _conditions,
    "trials": _trials,
    "claims": claims,
    "mechanisms": mechanisms,
    "safety": _safety,
    "sheet": _sheet,
    "timeline": timeline,
    "faq": _questions,
    "sources": sources,
    "glossary": glossary,
    "changes": _changes,
}
