"""The head of a page: title, description, address, what other sites show of a link to it, how it looks at first."""

import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from starlette.datastructures import Headers
from starlette.types import Scope

from explainer.charts.preview import HEIGHT, WIDTH
from explainer.settings import SITE_NAME, own_address
from explainer.site import CHANGES, FEED
from explainer.web.base_path import mounted_at
from explainer.web.first_html import FirstHtml, opening
from explainer.web.shared import Shared, data_for_machines, page_for_machines
from explainer.web.streamlit_page.first import STYLE
from explainer.web.streamlit_page.hooks import style

STYLES = style((Path(__file__).parent / "first_paint.css").read_text(encoding="utf-8")) + STYLE
_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")


def site_address(scope: Scope, base: str = "") -> str:
    """``https://example.org/``: where the site is. The setting says so, else this request; empty if neither does.

    ``base`` is the site's own path.
    Without the setting it is where the request came to: the scheme comes from the proxy if the server trusts it
    (``FORWARDED_ALLOW_IPS``), the host is the request's.
    """
    if own := own_address(base):
        return own
    host = Headers(scope=scope).get("host", "")
    if not _HOST.fullmatch(host):
        return ""
    return f"{scope['scheme']}://{host}{mounted_at(scope, base)}/"


def head(painted: FirstHtml, site: str) -> str:
    """Return the tags of the head, escaped. Without ``site`` (the site's address) none of them is a canonical link."""
    title, description, address = escape(painted.title), escape(painted.description), escape(site + painted.path)
    finding = escape(opening(painted.shared.finding)) if painted.shared else description
    tags = [
        f'<title>{title}</title><meta name="description" content="{description}">',
        f'<meta property="og:title" content="{title}"><meta property="og:description" content="{finding}">',
        f'<meta property="og:type" content="website"><meta property="og:site_name" content="{SITE_NAME}">',
    ]
    if not painted.is_complete:
        tags.append('<meta name="robots" content="noindex">')
    elif site:
        tags.append(f'<link rel="canonical" href="{address}"><meta property="og:url" content="{address}">')
        tags.append(
            f'<link rel="alternate" type="application/atom+xml" title="{CHANGES.menu}" href="{escape(site + FEED)}">'
        )
        tags += _shared(painted, painted.shared, site) if painted.shared else ()
    return "".join([*tags, STYLES])


def _shared(painted: FirstHtml, seen: Shared, site: str) -> Iterator[str]:
    """The picture, and the page (and the data) in the words of schema.org."""
    yield f'<meta property="og:image" content="{escape(site + seen.picture)}">'
    yield f'<meta property="og:image:width" content="{WIDTH}"><meta property="og:image:height" content="{HEIGHT}">'
    yield f'<meta property="og:image:alt" content="{escape(seen.picture_alt)}">'
    yield '<meta name="twitter:card" content="summary_large_image">'
    name = painted.title.removesuffix(f" · {SITE_NAME}")
    yield _script(page_for_machines(name, painted.description, site, painted.path, seen))
    if seen.data:
        yield _script(data_for_machines(site, seen.data))


def _script(data: dict[str, Any]) -> str:
    """Data for machines, which no browser runs."""
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'
