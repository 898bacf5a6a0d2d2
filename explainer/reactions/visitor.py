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
