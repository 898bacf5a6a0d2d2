"""Votes by the forms of the HTML: ``POST /react``, and ``GET /reactions/mine`` for a visitor's own reaction.

A vote must come from a page of this site. Browsers say so themselves: in ``Origin``, which must name the host that was
asked, and in ``Sec-Fetch-Site``, which must be ``same-origin``. ``none`` (a typed address) is never a form of ours. A
browser too old for ``Sec-Fetch-Site`` is believed by its ``Origin`` alone; without both nothing is written.
"""

from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from anyio.to_thread import run_sync
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from explainer.content import content
from explainer.poll.cast import NotSavedError, cast, standing, trusted_key
from explainer.poll.process_store import RestingError
from explainer.poll.reactions import SITE
from explainer.poll.visitor import new_cookie, token_of
from explainer.poll.words import Refusal, refusal
from explainer.settings import SITE_NAME
from explainer.site import FAQ
from explainer.views import blocks as b
from explainer.views.inline import link
from explainer.views.view import View
from explainer.web.base_path import mounted_at
from explainer.web.first_html import FirstHtml, body_of
from explainer.web.page_base import without_app
from explainer.web.polls import Reacted, parts_of_poll
from explainer.web.visitor_cookie import cookie_header, visitor_of

MOST_BYTES = 2048
"""Longest body of a vote: two short words and their names."""
OWN_ADDRESSES = ("127.0.0.1", "::1")
"""Addresses of this machine, which Streamlit tells the app as none at all: both ways must count one network."""
PRIVATE = {"cache-control": "private, no-store"}
ELSEWHERE = "This reaction did not come from a page of this site, so it was not counted."
NOT_UNDERSTOOD = "This reaction could not be read, so it was not counted. The page may be from before an update."


class Vote(NamedTuple):
    """What a form sends; a ``reaction`` of ``None`` takes back."""

    question: str
    reaction: str | None


def reaction_routes(base: str = "") -> list[Route]:
    """The two routes, below the site's own path."""

    async def react(request: Request) -> Response:
        if request.method != "POST":
            return RedirectResponse(FAQ.address(), 303)
        if not is_from_here(request.headers):
            return _refusal_page(403, ELSEWHERE)
        vote = await _vote_in(request)
        if vote is None:
            return _refusal_page(400, NOT_UNDERSTOOD)
        return await run_sync(_answer, request, vote, mounted_at(request.scope, base) or "/")

    return [
        Route(f"{base}/react", react, methods=["GET", "POST"]),
        Route(f"{base}/reactions/mine", mine),
    ]


async def mine(request: Request) -> Response:
    """How the poll ``q`` stands and what this visitor has chosen; 204 for whoever has no cookie of ours."""
    return await run_sync(_mine, request, request.query_params.get("q", ""))


def _mine(request: Request, question: str) -> Response:
    if not _is_known(question):
        return JSONResponse({}, 404, PRIVATE)
    try:
        token = visitor_of(request)
        return _as_json(Reacted(question), token) if token else Response(status_code=204, headers=PRIVATE)
    except RestingError:
        return JSONResponse({}, 503, PRIVATE | {"retry-after": "5"})


def _as_json(last: Reacted, token: str | None) -> Response:
    """A poll for the script of the page: the numbers, and the parts of its form. Raises :class:`RestingError`."""
    now = standing(last.question, token)
    return JSONResponse({"tally": now.tally, "own": now.own, **parts_of_poll(now, token, last)}, 200, PRIVATE)


def is_from_here(headers: Headers) -> bool:
    """Whether a request to change something comes from a page of this site."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site not in (None, "same-origin"):
        return False
    if origin is None:
        return site is not None
    return urlsplit(origin).netloc.lower() == headers.get("host", "").lower() != ""


async def _vote_in(request: Request) -> Vote | None:
    """The vote in the body of a request; ``None`` for anything else."""
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                return None
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=8))
    except (ClientDisconnect, ValueError):
        return None
    question, reaction = fields.get("question", ""), fields.get("reaction")
    return Vote(question, reaction or None) if _is_known(question) and reaction is not None else None


def _is_known(question: str) -> bool:
    return question == SITE or question in content().faq


def _answer(request: Request, vote: Vote, path: str) -> Response:
    """Write a vote and send the reader to what became of it, or say it to the script of the page."""
    token, cookie, refused = _written(request, vote)
    last = Reacted(vote.question, refused)
    answer: Response = RedirectResponse(last.address, 303, PRIVATE)
    if "application/json" in request.headers.get("accept", ""):
        try:
            answer = _as_json(last, token)
        except RestingError:
            answer = JSONResponse(parts_of_poll(None, token, last), 200, PRIVATE)
    if cookie:
        answer.headers.append("set-cookie", cookie_header(cookie, path, secure=request.url.scheme == "https"))
    return answer


def _written(request: Request, vote: Vote) -> tuple[str | None, str, Refusal | None]:
    """Write a vote: the visitor's token, their new cookie if they need one, and why it was not saved, if it was not.

    A cookie is given only with a vote that was written: whoever has none has nothing to take back.
    """
    try:
        token, cookie = visitor_of(request), ""
        if token is None:
            if vote.reaction is None:
                return None, "", None
            key = trusted_key()
            cookie = new_cookie(key)
            token = token_of(cookie, key)
            assert token is not None
        cast(token, vote.question, vote.reaction, _network_address(request))
    except RestingError:
        return None, "", "outage"
    except NotSavedError as error:
        return (None if cookie else token), "", refusal(error)
    return token, cookie, None


def _network_address(request: Request) -> str | None:
    """The reader's address as the app has it, so that both ways to vote share the limits of a network."""
    host = request.client.host if request.client else None
    return None if host in OWN_ADDRESSES else host


def _refusal_page(status: int, words: str) -> Response:
    """A page that says calmly that nothing was written, with a way on."""
    title = "Not counted"
    on = b.Paragraph(link(FAQ, "Open the questions again"))
    body = body_of(content(), None, View(title, words, (b.Heading(title, 1), b.Paragraph(words), on)))
    page = without_app(FirstHtml(f"{title} · {SITE_NAME}", words, "", body, is_complete=False), "/react")
    return HTMLResponse(page, status, {"cache-control": "no-store"})
