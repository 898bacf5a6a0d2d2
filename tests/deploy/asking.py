"""Requests without a browser."""

import ssl
from email.message import Message
from urllib.error import HTTPError
from urllib.request import Request, urlopen

ANYBODY = ssl.create_default_context()
ANYBODY.check_hostname = False
ANYBODY.verify_mode = ssl.CERT_NONE


def ask(address: str, data: bytes | None = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers by lower-case name, and body; underscores in names of headers stand for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    tls = ANYBODY if address.startswith("https") else None
    try:
        with urlopen(Request(address, data, headers=named), timeout=10, context=tls) as answered:
            return answered.status, _lower(answered.headers), answered.read()
    except HTTPError as error:
        return error.code, _lower(error.headers), error.read()


def _lower(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
