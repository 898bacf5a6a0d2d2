"""What search engines ask for: ``/robots.txt`` and ``/sitemap.xml``, with every page and every view worth finding."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from explainer.content import content
from explainer.web.first_paint import HOME
from explainer.web.first_views import views
from explainer.web.head import site_address

ALONE = ("conditions", "trials", "mechanisms", "sheet", "faq", "glossary")
"""Pages whose views are worth an entry of their own; a view of the others shows the same page in another order."""


def site_routes(pages: Sequence[str]) -> list[Route]:
    """The two routes, for the pages with these names."""

    async def sitemap(request: Request) -> Response:
        site = site_address(request.scope)
        entries = "".join(f"<url><loc>{escape(site + path)}</loc></url>" for path in paths(pages))
        body = (
            '<?xml version="1.0" encoding="UTF-8"?>'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
        )
        return Response(body, media_type="application/xml")

    async def robots(request: Request) -> Response:
        site = site_address(request.scope)
        return PlainTextResponse(f"User-agent: *\nAllow: /\n\nSitemap: {site}sitemap.xml\n")

    return [Route("/sitemap.xml", sitemap), Route("/robots.txt", robots)]


def paths(pages: Sequence[str]) -> Iterator[str]:
    """The address of every page and view, below the site's own."""
    chosen = views(content())
    for page in pages:
        yield "" if page == HOME else page
        if page in ALONE:
            key, values = chosen[page]
            yield from (f"{page}?{urlencode({key: value})}" for value in values)
