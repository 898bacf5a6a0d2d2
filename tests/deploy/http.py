"""Send HTTP requests without a browser."""

import ssl
from email.message import Message
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from websockets.sync.client import connect

from explainer.web.streamlit_page.build import SOCKET

ANY_CERTIFICATE = ssl.create_default_context()
ANY_CERTIFICATE.check_hostname = False
ANY_CERTIFICATE.verify_mode = ssl.CERT_NONE


def request(address: str, data: bytes | None = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers by lower-case name, and body.

    ``data`` makes it a POST. In the names of ``headers`` an underscore stands for a hyphen.
    """
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    tls = ANY_CERTIFICATE if address.startswith("https") else None
    try:
        with urlopen(Request(address, data, headers=named), timeout=10, context=tls) as answer:
            return answer.status, _lower(answer.headers), answer.read()
    except HTTPError as error:
        return error.code, _lower(error.headers), error.read()


def cookie_of_the_app(address: str, **headers: str) -> str:
    """The ``Set-Cookie`` that a reader gets when the app of a site connects; names of headers as above."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with connect(f"{address.replace('http', 'ws', 1)}{SOCKET}", additional_headers=named) as socket:
        return socket.response.headers["Set-Cookie"] if socket.response else ""


def _lower(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
