"""A page on its way out: in the smallest form that the browser takes."""

import gzip
from functools import lru_cache

import brotli


def compressed(body: bytes, accepted: str) -> tuple[str, bytes]:
    """The name of the encoding, empty for none, and the body in it; ``accepted`` is the browser's Accept-Encoding."""
    encoding = encoding_of(accepted)
    return encoding, _kept(body, encoding)


def encoding_of(accepted: str) -> str:
    """The best encoding that an Accept-Encoding allows; empty for none."""
    names = {part.split(";")[0].strip().lower() for part in accepted.split(",") if not _refused(part)}
    return next((name for name in ("br", "gzip") if name in names), "")


def encoded(body: bytes, encoding: str) -> bytes:
    """A body in an encoding, made anew."""
    if encoding == "br":
        return bytes(brotli.compress(body, quality=6))
    return gzip.compress(body, 6, mtime=0) if encoding == "gzip" else body


_kept = lru_cache(maxsize=128)(encoded)


def _refused(part: str) -> bool:
    quality = part.partition("q=")[2].strip()
    return quality.replace("0", "").strip(".") == "" and quality != ""
