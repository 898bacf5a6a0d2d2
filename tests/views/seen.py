"""What a view says, and whether it can be drawn and followed."""

import json
from collections.abc import Iterator

from explainer.content import Content
from explainer.find.state import State
from explainer.site import HOME, SitePage, page_named
from explainer.views import blocks as b
from explainer.views.html import html
from explainer.views.inline import Link
from explainer.views.json import data
from explainer.views.opened import names
from explainer.views.pages import view
from explainer.views.text import text
from explainer.views.view import View, links, walk


def seen(content: Content, page: SitePage, **query: str | list[str]) -> View:
    """The view of a page at an address."""
    return view(content, page, State.of(**query))


def words(found: View | b.Blocks) -> str:
    """All its text."""
    return text(found.blocks if isinstance(found, View) else found)


def headings(found: View) -> list[str]:
    """Headings of the second level, in their order."""
    return [block.text for block in walk(found.blocks) if isinstance(block, b.Heading) and block.level == 2]


def part(found: View, heading: str) -> b.Blocks:
    """What stands below a heading of the second level, up to the next one."""
    places = [n for n, each in enumerate(found.blocks) if isinstance(each, b.Heading) and each.level < 3]
    (place,) = [n for n in places if found.blocks[n].text == heading]  # type: ignore[union-attr]
    after = next((n for n in places if n > place), len(found.blocks))
    return found.blocks[place + 1 : after]


def every(found: View, kind: type) -> list:  # type: ignore[type-arg]
    """All blocks of a kind."""
    return [block for block in walk(found.blocks) if isinstance(block, kind)]


def lost(content: Content, found: View) -> list[str]:
    """Addresses of links that lead nowhere."""
    return [each.address for each in _links(found) if not _leads_somewhere(content, each)]


def _links(found: View) -> Iterator[Link]:
    yield from links(found.blocks)


def _leads_somewhere(content: Content, link: Link) -> bool:
    path, _, query = link.address.partition("?")
    page = page_named(path.removeprefix("./") or HOME.name)
    state = State.from_query(query)
    known = all(page.takes(key) for key, _ in state.values)
    asked = state.one(page.key) if page.kind else None
    return known and (asked is None or asked in names(content, page.kind))  # type: ignore[arg-type]


def slips(found: View) -> list[str]:
    """Insides of the program in the renderings, which must all take the view."""
    said = [words(found), html(found.blocks), json.dumps(data(found.blocks))]
    return [
        slip for slip in ("None.", "Decimal(", "Traceback", "<explainer", "{}") if any(slip in each for each in said)
    ]
