"""What search engines ask for: ``/robots.txt`` and ``/sitemap.xml``, with every page and every view worth finding."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from explainer.content import Content, content
from explainer.site import CHANGES, CONDITIONS, FAQ, GLOSSARY, MECHANISMS, SHEET, TRIALS, page_named
from explainer.views.pages import addresses
from explainer.web.head import site_address
from explainer.words.citation import newest_change

ALONE = (CONDITIONS, TRIALS, MECHANISMS, SHEET, FAQ, GLOSSARY)
"""Pages where each thing gets its own entry. On the other pages, opening a thing only changes the order."""


def site_routes(base: str = "") -> list[Route]:
    """The two routes, below the site's own path."""

    async def sitemap(request: Request) -> Response:
        site = site_address(request.scope, base)
        changed = last_changes(content())
        entries = "".join(_entry(site + path, changed.get(path, "")) for path in paths())
        body = (
            '<?xml version="1.0" encoding="UTF-8"?>'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
        )
        return Response(body, media_type="application/xml")

    async def robots(request: Request) -> Response:
        site = site_address(request.scope, base)
        return PlainTextResponse(f"User-agent: *\nAllow: /\nDisallow: {base}/download/\n\nSitemap: {site}sitemap.xml\n")

    return [Route(f"{base}/sitemap.xml", sitemap), Route(f"{base}/robots.txt", robots)]


def last_changes(content: Content) -> dict[str, str]:
    """Date of the newest row of ``data/changes.csv`` by the page it names; nothing for things whose date is not known.

    A row does not say which condition or question it is about, so only the pages themselves have a date.
    """
    newest: dict[str, str] = {}
    for change in content.changes:
        path = page_named(change.page).address().removeprefix("./")
        newest[path] = max(newest.get(path, ""), change.date)
    return newest | {CHANGES.name: newest_change(content)}  # it lists them all


def _entry(address: str, changed: str) -> str:
    lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{escape(address)}</loc>{lastmod}</url>"


def paths() -> Iterator[str]:
    """The address of every page, and of every thing worth an entry, below the site's own."""
    for page, state in addresses(content()):
        if not state.values or page in ALONE:
            query = {key: values[-1] for key, values in state.values}
            yield page.address(**query).removeprefix("./")
