"""Recognise a visitor by a random cookie in the browser; the store keeps only a keyed hash of it."""

import hashlib
import hmac
import re
import secrets

COOKIE = "visitor"
COOKIE_SECONDS = 365 * 24 * 3600
_COOKIE = re.compile(r"([0-9a-f]{32})([0-9a-f]{32})")


def new_token() -> str:
    """Make the random token of a new visitor: 128 bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def new_cookie(key: bytes) -> str:
    """Make the cookie of a new visitor: a token and its signature, 64 hexadecimal digits."""
    token = new_token()
    return token + _signature(token, key)


def token_of(cookie: str | None, key: bytes) -> str | None:
    """Return the token of a cookie, or ``None`` if its signature is not ours."""
    parts = _COOKIE.fullmatch(cookie) if cookie and len(cookie) == 64 else None
    if parts and hmac.compare_digest(parts[2], _signature(parts[1], key)):
        return parts[1]
    return None


def _signature(token: str, key: bytes) -> str:
    return hmac.new(key, f"cookie {token}".encode(), hashlib.sha256).hexdigest()[:32]


def visitor_hash(token: str, key: bytes) -> str:
    """Return the HMAC-SHA-256 of a token (RFC 2104) as 64 hexadecimal digits. The store keeps nothing else."""
    return hmac.new(key, token.encode(), hashlib.sha256).hexdigest()
