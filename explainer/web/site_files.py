"""What search engines ask for: ``/robots.txt`` and ``/sitemap.xml``, with every page and every view worth finding."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from explainer.content import content
from explainer.site import CONDITIONS, FAQ, GLOSSARY, MECHANISMS, SHEET, TRIALS
from explainer.views.pages import addresses
from explainer.web.head import site_address

ALONE = (CONDITIONS, TRIALS, MECHANISMS, SHEET, FAQ, GLOSSARY)
"""Pages where each thing gets its own entry. On the other pages, opening a thing only changes the order."""


def site_routes(base: str = "") -> list[Route]:
    """The two routes, below the site's own path."""

    async def sitemap(request: Request) -> Response:
        site = site_address(request.scope, base)
        entries = "".join(f"<url><loc>{escape(site + path)}</loc></url>" for path in paths())
        body = (
            '<?xml version="1.0" encoding="UTF-8"?>'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
        )
        return Response(body, media_type="application/xml")

    async def robots(request: Request) -> Response:
        site = site_address(request.scope, base)
        return PlainTextResponse(f"User-agent: *\nAllow: /\nDisallow: {base}/download/\n\nSitemap: {site}sitemap.xml\n")

    return [Route(f"{base}/sitemap.xml", sitemap), Route(f"{base}/robots.txt", robots)]


def paths() -> Iterator[str]:
    """The address of every page, and of every thing worth an entry, below the site's own."""
    for page, state in addresses(content()):
        if not state.values or page in ALONE:
            query = {key: values[-1] for key, values in state.values}
            yield page.address(**query).removeprefix("./")
