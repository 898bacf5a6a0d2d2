"""The head of a page: title, description, address, what other sites show of a link to it, how it looks at first."""

import json
import re
from html import escape
from pathlib import Path
from typing import Any

from starlette.datastructures import Headers
from starlette.types import Scope

from explainer.settings import SITE_NAME
from explainer.web.base_path import mounted_at
from explainer.web.first_html import FirstHtml
from explainer.web.streamlit_page.first import STYLE
from explainer.web.streamlit_page.hooks import style

STYLES = style((Path(__file__).parent / "first_paint.css").read_text(encoding="utf-8")) + STYLE
_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")


def site_address(scope: Scope, base: str = "") -> str:
    """``https://example.org/``: where the site is, as this request came to it; empty if the request does not say.

    ``base`` is the site's own path.
    Scheme and client come from the proxy if the server trusts it (``FORWARDED_ALLOW_IPS``); the host is the request's.
    """
    host = Headers(scope=scope).get("host", "")
    if not _HOST.fullmatch(host):
        return ""
    return f"{scope['scheme']}://{host}{mounted_at(scope, base)}/"


def head(painted: FirstHtml, site: str) -> str:
    """Return the tags of the head, escaped. Without ``site`` (the site's address) none of them is a canonical link."""
    title, description, address = escape(painted.title), escape(painted.description), escape(site + painted.path)
    tags = [
        f'<title>{title}</title><meta name="description" content="{description}">',
        f'<meta property="og:title" content="{title}"><meta property="og:description" content="{description}">',
        f'<meta property="og:type" content="website"><meta property="og:site_name" content="{SITE_NAME}">',
        '<meta name="twitter:card" content="summary">',
    ]
    if not painted.is_complete:
        tags.append('<meta name="robots" content="noindex">')
    elif site:
        tags.append(f'<link rel="canonical" href="{address}"><meta property="og:url" content="{address}">')
        tags.append(f'<script type="application/ld+json">{_for_machines(painted, site)}</script>')
    return "".join([*tags, STYLES])


def _for_machines(painted: FirstHtml, site: str) -> str:
    """The page in the words of schema.org."""
    page: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": painted.title.removesuffix(f" · {SITE_NAME}"),
        "description": painted.description,
        "url": site + painted.path,
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "isPartOf": {"@type": "WebSite", "name": SITE_NAME, "url": site},
    }
    if painted.about:
        name, *others = painted.about
        page["about"] = {"@type": "MedicalCondition", "name": name, "alternateName": others}
    return json.dumps(page, ensure_ascii=False).replace("<", "\\u003c")
