"""Who a visitor is: a random cookie in the browser, a keyed hash in the store, and nothing else."""

import hashlib
import hmac
import os
import re
import secrets
from pathlib import Path

COOKIE = "visitor"
COOKIE_SECONDS = 365 * 24 * 3600
_TOKEN = re.compile(r"[0-9a-f]{32}")


def new_token() -> str:
    """A fresh random visitor: 128 bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def is_token(value: str | None) -> bool:
    """Whether a cookie's value has the form of one of ours."""
    return bool(value and _TOKEN.fullmatch(value))


def visitor_hash(token: str, key: bytes) -> str:
    """What the store keeps of a visitor: HMAC-SHA-256 of the token (RFC 2104), 64 hexadecimal digits."""
    return hmac.new(key, token.encode(), hashlib.sha256).hexdigest()


def secret_key(folder: Path) -> bytes:
    """The key of the hashes: ``EXPLAINER_SECRET`` if set, else a random one, made once in ``folder`` (mode 600)."""
    configured = os.environ.get("EXPLAINER_SECRET")
    if configured:
        return configured.encode()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "visitor.key"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(file.read_text().strip())
    key = secrets.token_bytes(32)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(key.hex())
    return key
