"""The pictures that other sites show of links: ``/preview/condition/ptsd.png``, and ``/preview/faq.png`` for a page."""

from threading import Lock

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from explainer.charts.preview import Preview, preview_png
from explainer.content import content
from explainer.site import PAGES
from explainer.views.preview import condition_preview, page_preview

ONE_AT_A_TIME = Lock()
"""Two requests for a new picture draw it once: the second one finds it on disk."""
HEADERS = {
    "cache-control": "public, max-age=86400",
    "cross-origin-resource-policy": "cross-origin",  # other sites show it in their own pages
}
NOTHING = "There is no such picture here."
_BY_NAME = {page.name: page for page in PAGES}


def preview_routes(base: str = "") -> list[Route]:
    """The two routes, below the site's own path."""
    return [
        Route(f"{base}/preview/condition/{{name}}.png", _of_condition),
        Route(f"{base}/preview/{{name}}.png", _of_page),
    ]


def _of_condition(request: Request) -> Response:
    name = request.path_params["name"]
    return _picture(condition_preview(content(), name) if name in content().conditions else None)


def _of_page(request: Request) -> Response:
    page = _BY_NAME.get(request.path_params["name"])
    return _picture(page_preview(content(), page) if page else None)


def _picture(preview: Preview | None) -> Response:
    if preview is None:
        return PlainTextResponse(NOTHING, 404)
    with ONE_AT_A_TIME:
        png = preview_png(preview)
    return Response(png, media_type="image/png", headers=HEADERS)
