"""A page as it goes out: its headers and its compressed body, made once and sent as often as it is asked for."""

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from time import monotonic

from starlette.datastructures import Headers
from starlette.types import Scope, Send

from explainer.web.answers import names_etag
from explainer.web.compressed import encoded
from explainer.web.security import page_policy, security_headers

FOR_EVERYBODY = "public, max-age=60, stale-while-revalidate=600"
"""A page is the same for everybody: a corrected figure is seen within minutes, and nobody waits for it."""
FOR_ONE_READER = "private, no-store"
FOR_A_MOMENT = "public, max-age=10"
"""For what is not there: it may be there soon."""
_OF_THE_BODY = (b"content-type", b"content-length", b"content-encoding")


@dataclass(frozen=True)
class ReadyPage:
    """Status, headers, body. Without an ``etag`` it is always sent whole."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    etag: str = ""

    async def send(self, scope: Scope, send: Send) -> None:
        """Answer a GET or HEAD: 304 to whoever has this page already."""
        tags = Headers(scope=scope).get("if-none-match") if self.etag else None
        status, headers, body = self.status, self.headers, self.body
        if tags is not None and names_etag(tags, self.etag):
            status, body = 304, b""
            headers = tuple(each for each in headers if each[0] not in _OF_THE_BODY)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def ready_page(html: str, *, status: int, scheme: str, encoding: str, cache: str) -> ReadyPage:
    """A page, compressed, with all its headers. It has an ETag if it is for everybody."""
    whole = html.encode()
    body = encoded(whole, encoding)
    etag = f'"{sha256(body).hexdigest()[:24]}"' if cache == FOR_EVERYBODY else ""
    headers = {
        "content-type": "text/html; charset=utf-8",
        "content-length": str(len(body)),
        **({"content-encoding": encoding} if encoding else {}),
        "vary": "Accept-Encoding",
        "cache-control": cache,
        **({"etag": etag} if etag else {}),
        **security_headers(scheme, page_policy(whole)),
    }
    return ReadyPage(status, tuple((name.encode(), value.encode()) for name, value in headers.items()), body, etag)


class KeptPages:
    """The pages that were asked for last. When there is no room, the one goes that was not asked for the longest.

    ``room`` is in bytes of bodies.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._pages: OrderedDict[Hashable, tuple[ReadyPage, float]] = OrderedDict()
        self.size = 0

    def get(self, key: Hashable) -> ReadyPage | None:
        """A page, unless it is not kept or its time is over."""
        page, until = self._pages.get(key, (None, 0.0))
        if page is None or monotonic() >= until:
            return None
        self._pages.move_to_end(key)
        return page

    def pages(self) -> Iterator[ReadyPage]:
        """All that is kept, the page first that goes next."""
        return (page for page, _ in self._pages.values())

    def keep(self, key: Hashable, page: ReadyPage, seconds: float) -> None:
        """Keep a page for some seconds at most."""
        old, _ = self._pages.pop(key, (None, 0.0))
        self.size += len(page.body) - (len(old.body) if old else 0)
        self._pages[key] = page, monotonic() + seconds
        while self.size > self._room:
            _, (last, _) = self._pages.popitem(last=False)
            self.size -= len(last.body)
