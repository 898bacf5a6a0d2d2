"""What other sites show in a frame: ``/embed/condition/ptsd``, ``/embed/trials/ptsd``. Static HTML without scripts."""

from functools import lru_cache
from html import escape

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from explainer.content import Content, content
from explainer.settings import SITE_NAME
from explainer.site import HOME
from explainer.views import blocks as b
from explainer.views.embed import embedded
from explainer.views.html import html
from explainer.views.inline import link
from explainer.web.base_path import EMBED
from explainer.web.compressed import compressed
from explainer.web.head import STYLES, site_address
from explainer.web.security import embed_policy
from explainer.web.streamlit_page.first import first_words

NOTHING = b.Notice(
    "Not found",
    "There is nothing here to show. The address of this frame may be old or mistyped.",
    (link(HOME, f"Go to {SITE_NAME}"),),
    missing=True,
)
_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="UTF-8"><meta name="viewport" content="width=device-width, '
    'initial-scale=1"><meta name="robots" content="noindex"><title>{title} · {site_name}</title><base target="_blank">'
    "{styles}</head><body>{body}</body></html>"
)


def embed_routes(base: str = "") -> list[Route]:
    """The routes, below the site's own path; other addresses there are not found."""

    def embed(request: Request) -> Response:
        what, _, condition = request.path_params["rest"].partition("/")
        status, text = _page(content(), what, condition)
        site = site_address(request.scope, base) or "../../"
        page = text.replace('href="./', f'href="{escape(site)}').encode()
        encoding, sent = compressed(page, request.headers.get("accept-encoding", ""))
        headers = {
            "content-security-policy": embed_policy(page),
            "cross-origin-resource-policy": "cross-origin",
            "cache-control": "public, max-age=3600",
            "vary": "Accept-Encoding",
        }
        return Response(sent, status, headers | ({"content-encoding": encoding} if encoding else {}), "text/html")

    return [Route(f"{base}{EMBED}{{rest:path}}", embed)]


@lru_cache(maxsize=256)
def _page(content: Content, what: str, condition: str) -> tuple[int, str]:
    """Status and page. Links in it open a new tab: the frame is too small for a whole page."""
    try:
        status, (title, blocks) = 200, embedded(content, what, condition)
    except KeyError:
        status, title, blocks = 404, NOTHING.title, (NOTHING,)
    body = first_words(f"<main>{html(blocks)}</main>")
    return status, _PAGE.format(title=escape(title), site_name=SITE_NAME, styles=STYLES, body=body)
