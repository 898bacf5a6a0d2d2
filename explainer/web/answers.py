"""Answers that anyone may read and keep for a while: data, the API, downloads.

Each has an ETag and the time of the data, is compressed as the reader takes it, and may be read by pages of any origin
(CORS). Whoever has it already gets 304.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from explainer.settings import data_dir
from explainer.web.compressed import compressed

READING = ("GET", "HEAD", "OPTIONS")
ALLOW = ", ".join(READING)
FOR_A_WHILE = "public, max-age=300"
"""Readers and proxies may keep an answer for five minutes: a corrected figure is seen soon."""
ASK_EACH_TIME = "no-cache"
_PACKED = ("application/zip", "application/vnd.apache.parquet", "image/png")
_OPEN = {"access-control-allow-origin": "*", "access-control-expose-headers": "ETag, Last-Modified"}


def answer(
    request: Request,
    body: bytes,
    media_type: str,
    *,
    status: int = 200,
    keep: str = FOR_A_WHILE,
    is_of_the_data: bool = True,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer to a GET or HEAD. ``is_of_the_data`` is false where the body changes without the data (votes)."""
    etag = etag_of(body)
    known = {"etag": etag, "cache-control": keep, "vary": "Accept, Accept-Encoding", **_OPEN, **(headers or {})}
    if is_of_the_data:
        known["last-modified"] = format_datetime(data_time(), usegmt=True)
    if status == 200 and _has_it(request, etag, is_of_the_data):
        return Response(status_code=304, headers=known)
    sent = body
    if media_type not in _PACKED:
        encoding, sent = compressed(body, request.headers.get("accept-encoding", ""))
        known |= {"content-encoding": encoding} if encoding else {}
    known["content-length"] = str(len(sent))
    return Response(b"" if request.method == "HEAD" else sent, status, known, media_type)


def options() -> Response:
    """The answer to OPTIONS, a browser's question before it reads from another origin included."""
    asked = {
        "access-control-allow-methods": ALLOW,
        "access-control-allow-headers": "*",
        "access-control-max-age": "86400",
    }
    return Response(status_code=204, headers={"allow": ALLOW, **_OPEN, **asked})


def names_etag(tags: str, etag: str) -> bool:
    """Whether an If-None-Match names an ETag; a weak one and a strong one are the same there (RFC 9110, 13.1.2)."""
    return tags.strip() == "*" or etag.removeprefix("W/") in (tag.strip().removeprefix("W/") for tag in tags.split(","))


@lru_cache(maxsize=512)
def etag_of(body: bytes) -> str:
    """A weak ETag: the same words may come in several encodings."""
    return f'W/"{sha256(body).hexdigest()[:24]}"'


@lru_cache(maxsize=1)
def data_time() -> datetime:
    """When a file of the data folder was last written, to the second; read once a process, as the data is."""
    newest = max((file.stat().st_mtime for file in data_dir().rglob("*") if file.is_file()), default=0)
    return datetime.fromtimestamp(int(newest), UTC)


def _has_it(request: Request, etag: str, is_of_the_data: bool) -> bool:
    """Whether the reader has the answer already (RFC 9110, 13.2.2: an ETag counts for more than a time)."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return names_etag(tags, etag)
    since = request.headers.get("if-modified-since")
    if since is None or not is_of_the_data:
        return False
    try:
        return data_time() <= parsedate_to_datetime(since)
    except (TypeError, ValueError):  # not a date, or one without a time zone
        return False
