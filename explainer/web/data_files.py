"""The data package at ``/data/...``: each table as CSV and Parquet, ``datapackage.json``, and all in one zip."""

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from explainer.content import content
from explainer.find.near import nearest
from explainer.reuse.package import ARCHIVE, TYPES, package
from explainer.web.answers import answer
from explainer.web.problems import Readable, problem


def data_routes(base: str = "") -> list[Route]:
    """The route, below the site's own path."""
    return [Route(f"{base}/data/{{name:path}}", Readable(data_file))]


async def data_file(request: Request) -> Response:
    """A file of the package, by its name."""
    files = (await run_sync(package, content())).files
    name = request.path_params["name"]
    if name not in files:
        return problem(request, 404, f"There is no file {name!r} here.", near=nearest(name, files))
    media_type = TYPES[name.rsplit(".", 1)[1]]
    saved = {"content-disposition": f'attachment; filename="{name}"'} if name == ARCHIVE else {}
    return answer(request, files[name], media_type, headers=saved)
