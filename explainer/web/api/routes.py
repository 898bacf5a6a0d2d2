"""The routes of the API: ``/api/v1/`` is a page about it, ``openapi.json`` its document, all else records and lists."""

from collections.abc import Collection

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from explainer.content import Content, content
from explainer.find.near import nearest
from explainer.poll.process_store import RestingError
from explainer.web.answers import ASK_EACH_TIME, FOR_A_WHILE, answer
from explainer.web.api.asked import FORMS, Asked, WrongRequestError, asked, checked_state
from explainer.web.api.bodies import as_csv, as_json, list_body, list_json, record_body
from explainer.web.api.collections import COLLECTIONS, by_id, filters_of
from explainer.web.api.openapi import openapi_json
from explainer.web.api.page import api_page
from explainer.web.api.readers import FOR, FOUND, REACTIONS, REACTIONS_NAME, SEARCH_NAME, found, questions, reactions
from explainer.web.head import site_address
from explainer.web.problems import Readable, problem
from explainer.web.security import page_policy

NAMES = (*COLLECTIONS, REACTIONS_NAME, SEARCH_NAME)


def api_routes(base: str = "") -> list[Route]:
    """The route of everything below ``/api/``, below the site's own path."""

    async def read(request: Request) -> Response:
        path = request.path_params["path"]
        version, slash, rest = path.partition("/")
        if version != "v1":
            return problem(request, 404, "There is version 1 of the API alone, below /api/v1/.")
        if not slash:
            return RedirectResponse("./v1/", 308)
        if rest == "":
            page = api_page(content())
            return answer(request, page, "text/html", headers={"content-security-policy": page_policy(page)})
        if rest == "openapi.json":
            return answer(request, openapi_json(content(), site_address(request.scope, base)), FORMS["json"])
        try:
            return await _read(request, content(), asked(request, rest))
        except WrongRequestError as error:
            return problem(request, error.status, error.detail, **error.more)
        except RestingError:
            return problem(request, 503, "The votes can't be reached at the moment.")

    return [Route(f"{base}/api/{{path:path}}", Readable(read))]


async def _read(request: Request, of: Content, what: Asked) -> Response:
    """A record or a list. Raises :class:`WrongRequestError` and :class:`RestingError`."""
    if what.name == SEARCH_NAME and not what.id:
        return await _search(request, of, what)
    if what.name == REACTIONS_NAME:
        return await _reactions(request, of, what)
    if what.name not in COLLECTIONS:
        near = nearest(what.name, NAMES)
        raise WrongRequestError(404, f"There is no {what.name!r} in the API.", near=near, collections=NAMES)
    if not what.id:
        state = checked_state(request, filters_of(of, what.name))
        return answer(request, list_body(of, what.name, state, what.form), FORMS[what.form])
    checked_state(request, ())
    _check_id(what, by_id(of, what.name))
    return answer(request, record_body(of, what.name, what.id, what.form), FORMS[what.form])


def _check_id(what: Asked, ids: Collection[str]) -> None:
    """Raise :class:`WrongRequestError` with ids that are like it, if it is none of them."""
    if what.id not in ids:
        raise WrongRequestError(404, f"{what.name} has no {what.id!r}.", near=nearest(what.id, ids))


async def _search(request: Request, of: Content, what: Asked) -> Response:
    words = checked_state(request, (), (FOR,)).one(FOR)
    if words is None:
        raise WrongRequestError(400, f"Say what to look for: ?{FOR}=bladder", parameters=[FOR])
    rows = await run_sync(found, of, words)
    body = list_json(rows) if what.form == "json" else as_csv(FOUND, rows)
    return answer(request, body, FORMS[what.form], keep=FOR_A_WHILE)


async def _reactions(request: Request, of: Content, what: Asked) -> Response:
    checked_state(request, ())
    names = questions(of)
    if what.id:
        _check_id(what, names)
    rows = await run_sync(reactions, [what.id] if what.id else names)
    if what.form == "csv":
        body = as_csv(REACTIONS, rows)
    else:
        body = as_json(rows[0]) if what.id else list_json(rows)
    return answer(request, body, FORMS[what.form], keep=ASK_EACH_TIME, is_of_the_data=False)
