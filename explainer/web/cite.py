"""References as files: ``/cite/conditions.bib?condition=ptsd``, and ``/cite/source/abbar-2022.ris`` for a source."""

import datetime
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from explainer.content import content
from explainer.site import HERE, PAGES
from explainer.views.frame import cited_page
from explainer.views.opened import things
from explainer.web.head import site_address
from explainer.words.citation import Cited, source_cited
from explainer.words.citation_files import FORMATS

NOTHING = "There is no such reference here. The link may be old or mistyped."
_BY_NAME = {page.name: page for page in PAGES}


def cite_routes(base: str = "") -> list[Route]:
    """The two routes, below the site's own path."""

    def of_page(request: Request) -> Response:
        page = _BY_NAME.get(request.path_params["name"])
        at = request.query_params.get(page.key, "") if page and page.key else ""
        if page is None or (at and at not in things(content(), page)):
            return PlainTextResponse(NOTHING, 404)
        return _file(request, cited_page(content(), page, at), site_address(request.scope, base))

    def of_source(request: Request) -> Response:
        source = content().sources.get(request.path_params["name"])
        return _file(request, source_cited(source), "") if source else PlainTextResponse(NOTHING, 404)

    return [
        Route(f"{base}/cite/source/{{name}}.{{ending}}", of_source),
        Route(f"{base}/cite/{{name}}.{{ending}}", of_page),
    ]


def _file(request: Request, cited: Cited, site: str) -> Response:
    """The reference in the format that the ending asks for, fetched today."""
    made = FORMATS.get(ending := request.path_params["ending"])
    if made is None:
        return PlainTextResponse(NOTHING, 404)
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    text = made.make(replace(cited, url=cited.url.replace(HERE, site)), today)
    name = f'attachment; filename="{cited.id}.{ending}"'
    return Response(text, media_type=made.mime, headers={"content-disposition": name})
