"""Pages and pictures as files: ``/download/conditions.csv?family=pain``, ``/download/trials/forest-0.svg?of=ptsd``.

A file is what its page shows for the same query. Drawing a picture takes tens of milliseconds, so the last are kept.
"""

import json
from functools import lru_cache

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from explainer.charts.files import as_png, as_svg
from explainer.content import Content, content
from explainer.find.near import nearest
from explainer.find.state import State
from explainer.reuse.csv_text import for_people
from explainer.reuse.package import NAME
from explainer.site import PAGES, SitePage
from explainer.views.blocks import Figure
from explainer.views.json import data
from explainer.views.pages import view
from explainer.views.saved import PAGES as PAGE_KINDS
from explainer.views.saved import PICTURES, figure_of, figure_rows, page_rows
from explainer.views.text import text
from explainer.web.answers import answer
from explainer.web.problems import Readable, problem

TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "txt": "text/plain",
    "svg": "image/svg+xml",
    "png": "image/png",
}
_BY_NAME = {page.name: page for page in PAGES}
_KEPT = 128


def download_routes(base: str = "") -> list[Route]:
    """The route, below the site's own path."""
    return [Route(f"{base}/download/{{name:path}}", Readable(download))]


async def download(request: Request) -> Response:
    """A page or a picture as a file."""
    path, _, kind = request.path_params["name"].rpartition(".")
    name, _, figure = path.partition("/")
    if name not in _BY_NAME or kind not in (PICTURES if figure else PAGE_KINDS):
        return problem(request, 404, "There is no such file.", near=nearest(name, _BY_NAME), kinds=list(TYPES))
    try:
        state = State.from_query(request.url.query)
    except ValueError:
        return problem(request, 400, "The query has too many parameters.")
    page = _BY_NAME[name]
    own = State(tuple(pair for pair in state.values if page.takes(pair[0])))
    body = await run_sync(_file, content(), page, own, figure, kind)
    if body is None:
        return problem(request, 404, "The page has no such picture, or there is nothing at this address.")
    file = f"{NAME}-{path.replace('/', '-')}.{kind}"
    return answer(request, body, TYPES[kind], headers={"content-disposition": f'attachment; filename="{file}"'})


@lru_cache(maxsize=_KEPT)
def _file(content: Content, page: SitePage, state: State, figure: str, kind: str) -> bytes | None:
    """The file, or ``None`` where the page has no such picture or does not know what the query names."""
    shown = view(content, page, state)
    if figure:
        found = figure_of(shown, figure)
        if found is None:
            return None
        return _picture_file(found, kind)
    if not shown.is_complete:
        return None
    if kind == "csv":
        return for_people(page_rows(shown))
    if kind == "txt":
        return text(shown.blocks).strip().encode() + b"\n"
    return json.dumps({"title": shown.title, "blocks": data(shown.blocks)}, ensure_ascii=False).encode()


def _picture_file(figure: Figure, kind: str) -> bytes:
    match kind:
        case "svg":
            return as_svg(figure.picture)
        case "png":
            return as_png(figure.picture)
        case "csv":
            return for_people(figure_rows(figure))
    return json.dumps(figure.picture.spec()).encode()
