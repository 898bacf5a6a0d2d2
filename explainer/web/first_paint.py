"""What a page says before any script has run: its title, and its key content as plain HTML, from the same records.

Streamlit's script replaces it. Until then, and where scripts are off, it is the page.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from explainer.content import Content
from explainer.content.dates import date_words
from explainer.content.prose import Answer, Condition

SITE = "Ketamine in evidence"
HOME = "overview"
OPENING = 200
"""How many characters of a text stand in a description."""


@dataclass(frozen=True)
class FirstPaint:
    """A page before its script: what stands in its head, its HTML, and whether there is such a page."""

    title: str
    description: str
    path: str
    body: str
    found: bool = True


def first_paint(content: Content, path: str, query: Mapping[str, str]) -> FirstPaint:
    """The first paint of an address; ``path`` without its slashes."""
    name = path.strip("/") or HOME
    if name == "conditions" and query.get("condition") in content.conditions:
        return _condition(content, content.conditions[query["condition"]])
    if name == "faq" and query.get("q") in content.faq:
        return _answer(content, content.faq[query["q"]])
    if name in content.pages and name != "site":
        return _page(content, name)
    return _not_found(content)


def _page(content: Content, name: str) -> FirstPaint:
    page = content.pages[name]
    parts = [f"<h1>{escape(page.title)}</h1>", prose(content.filled(page.lead))]
    if name == HOME:
        parts += [prose(content.filled(text)) for text in page.sections.values()]
    listed = _LISTS[name](content) if name in _LISTS else ""
    path = "" if name == HOME else name
    return _painted(content, page.title, content.filled(page.description), path, "".join(parts) + listed)


def _condition(content: Content, condition: Condition) -> FirstPaint:
    reading = content.readings[condition.id]
    summary = content.filled(condition.summary)
    unknown = (content.filled(text) for text in condition.not_known)
    body = (
        f"<h1>{escape(condition.name)}</h1><p><b>{escape(reading.reading)}</b>: {escape(reading.why)}</p>"
        f"{prose(summary)}<h2>The price: harms</h2>{prose(content.filled(condition.safety_text))}"
        f"<h2>What is not known</h2>{_list(escape(text) for text in unknown)}"
    )
    return _painted(content, condition.name, summary, f"conditions?condition={condition.id}", body)


def _answer(content: Content, answer: Answer) -> FirstPaint:
    short = content.filled(answer.short)
    unknown = _list(escape(content.filled(text)) for text in answer.not_known)
    body = (
        f"<h1>{escape(answer.question)}</h1><p><b>{escape(short)}</b></p>{prose(content.filled(answer.answer))}"
        f"<h2>What is not known</h2>{unknown}"
    )
    return _painted(content, answer.question, short, f"faq?q={answer.id}", body)


def _not_found(content: Content) -> FirstPaint:
    words = content.pages["site"].sections["not_found"]
    body = f"<h1>Not found</h1><p>{escape(words)}</p>"
    painted = _painted(content, "Not found", words, "", body)
    return FirstPaint(painted.title, painted.description, painted.path, painted.body, found=False)


def _painted(content: Content, title: str, text: str, path: str, body: str) -> FirstPaint:
    plain = re.sub(r"[*\s]+", " ", text).strip()
    description = plain if len(plain) <= OPENING else f"{plain[: OPENING - 1].rsplit(' ', 1)[0]}…"
    main = f"<main>{body}</main>{_foot(content)}"
    return FirstPaint(f"{title} · {SITE}", description, path, f"{_menu(content)}{main}")


def _menu(content: Content) -> str:
    names = [name for name in content.pages if name != "site"]
    names.sort(key=lambda name: name != HOME)
    links = "".join(f'<a href="./{"" if name == HOME else name}">{name}</a>' for name in names)
    return f'<nav aria-label="Pages">{links}</nav>'


def _foot(content: Content) -> str:
    lines = [fact for fact in content.access if fact.kind == "crisis line"]
    crisis = " · ".join(f"{escape(fact.place)} {escape(fact.contact)}" for fact in lines)
    site = content.pages["site"]
    return f"<footer><p><b>In a crisis?</b> {crisis}</p><p>{escape(site.lead)}</p></footer>"


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _conditions(content: Content) -> str:
    rows = "".join(
        f'<tr><td><a href="./conditions?condition={reading.condition}">{escape(reading.name)}</a></td>'
        f"<td>{escape(reading.reading)}</td></tr>"
        for reading in content.readings.values()
    )
    return f"<table><thead><tr><th>Condition</th><th>Reading</th></tr></thead><tbody>{rows}</tbody></table>"


def _questions(content: Content) -> str:
    return _list(f'<a href="./faq?q={a.id}">{escape(a.question)}</a>' for a in content.faq.values())


def _events(content: Content) -> str:
    dated = sorted((event for event in content.events if event.date), key=lambda event: event.date or "")
    return _list(f"{date_words(event.date or '')}: {escape(event.title)}" for event in dated)


def _claims(content: Content) -> str:
    return _list(f"{escape(claim.claim)} <b>{claim.verdict}</b>: {escape(claim.why)}" for claim in content.claims)


def _mechanisms(content: Content) -> str:
    each = content.mechanisms.values()
    return _list(f"<b>{escape(m.name)}</b> ({m.standing}): {escape(content.filled(m.summary))}" for m in each)


def _harms(content: Content) -> str:
    rows = [row for row in content.adverse_effects if row.id.startswith("ae-spravato-trd-")]
    return _list(escape(row.statement) for row in rows)


_LISTS = {
    HOME: _conditions,
    "conditions": _conditions,
    "trials": _conditions,
    "sheet": _conditions,
    "faq": _questions,
    "timeline": _events,
    "claims": _claims,
    "mechanisms": _mechanisms,
    "safety": _harms,
}


def prose(text: str) -> str:
    """Our own small Markdown (paragraphs, lists, bold) as HTML, escaped."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return "".join(_block(block.strip()) for block in blocks)


def _block(block: str) -> str:
    if block.startswith("- "):
        return _list(_inline(item) for item in re.split(r"\n- ", f"\n{block}")[1:])
    return f"<p>{_inline(block)}</p>"


def _inline(text: str) -> str:
    joined = " ".join(line.strip() for line in text.splitlines())
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(joined))
