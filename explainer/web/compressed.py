"""A page on its way out: in the smallest form that the browser takes."""

import gzip
from functools import lru_cache

import brotli


def compressed(body: bytes, accepted: str) -> tuple[str, bytes]:
    """The name of the encoding, empty for none, and the body in it; ``accepted`` is the browser's Accept-Encoding."""
    names = {part.split(";")[0].strip().lower() for part in accepted.split(",") if not _refused(part)}
    encoding = next((name for name in ("br", "gzip") if name in names), "")
    return encoding, _encoded(body, encoding)


def _refused(part: str) -> bool:
    quality = part.partition("q=")[2].strip()
    return quality.replace("0", "").strip(".") == "" and quality != ""


@lru_cache(maxsize=128)
def _encoded(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return bytes(brotli.compress(body, quality=6))
    return gzip.compress(body, 6, mtime=0) if encoding == "gzip" else body
