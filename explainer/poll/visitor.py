"""Recognise a visitor by a random cookie in the browser; the store keeps only a keyed hash of it."""

import hashlib
import hmac
import os
import re
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

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


def secret_key(folder: Path) -> bytes:
    """Return the key of all hashes: ``EXPLAINER_SECRET`` if set, else a random one.

    The random key is made once and kept in ``folder``, in a file that only its owner can read (mode 600).
    """
    configured = os.environ.get("EXPLAINER_SECRET")
    if configured:
        return configured.encode()
    file = folder / "visitor.key"
    try:
        return bytes.fromhex(file.read_text().strip())
    except FileNotFoundError:
        return _make_key(file)


def _make_key(file: Path) -> bytes:
    """Make the file of the key; if another process makes it at the same time, both use the same key."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=file.parent, prefix="visitor.key.")  # has mode 600
    with os.fdopen(descriptor, "w") as handle:
        handle.write(secrets.token_bytes(32).hex())
    with suppress(FileExistsError):  # another process was first
        os.link(draft, file)  # in one step, so that nobody reads half a key
    Path(draft).unlink()
    return bytes.fromhex(file.read_text().strip())
