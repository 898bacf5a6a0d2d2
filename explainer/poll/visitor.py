"""Who a visitor is: a random cookie in the browser, a keyed hash in the store, and nothing else."""

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
    """A fresh random visitor: 128 bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def new_cookie(key: bytes) -> str:
    """A cookie for a new visitor: the token and our signature under it, 64 hexadecimal digits."""
    token = new_token()
    return token + _signature(token, key)


def token_of(cookie: str | None, key: bytes) -> str | None:
    """The token of a cookie that we made; ``None`` for any other value, however well it is formed."""
    found = _COOKIE.fullmatch(cookie) if cookie and len(cookie) == 64 else None
    if found and hmac.compare_digest(found[2], _signature(found[1], key)):
        return found[1]
    return None


def _signature(token: str, key: bytes) -> str:
    return hmac.new(key, f"cookie {token}".encode(), hashlib.sha256).hexdigest()[:32]


def visitor_hash(token: str, key: bytes) -> str:
    """What the store keeps of a visitor: HMAC-SHA-256 of the token (RFC 2104), 64 hexadecimal digits."""
    return hmac.new(key, token.encode(), hashlib.sha256).hexdigest()


def secret_key(folder: Path) -> bytes:
    """The key of the hashes: ``EXPLAINER_SECRET`` if set, else a random one, made once in ``folder`` (mode 600)."""
    configured = os.environ.get("EXPLAINER_SECRET")
    if configured:
        return configured.encode()
    file = folder / "visitor.key"
    try:
        return bytes.fromhex(file.read_text().strip())
    except FileNotFoundError:
        return _make_key(file)


def _make_key(file: Path) -> bytes:
    """Write a new key beside the file and give it its name when it is whole: another process may be doing the same."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=file.parent, prefix="visitor.key.")  # readable by its owner alone
    with os.fdopen(descriptor, "w") as handle:
        handle.write(secrets.token_bytes(32).hex())
    with suppress(FileExistsError):
        os.link(draft, file)
    Path(draft).unlink()
    return bytes.fromhex(file.read_text().strip())
