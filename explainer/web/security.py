"""Headers that tell a browser what this site never does, so that it refuses whatever somebody smuggles in.

The policy of a page names its own inline scripts by their hash. ``'unsafe-inline'`` stands for styles alone:
Streamlit's components write style elements while they run. ``'wasm-unsafe-eval'`` is for its protobuf library, which
looks whether the browser has WebAssembly. Nothing may be loaded from, sent to or framed by another host.
"""

import base64
import hashlib
import re

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope", "hid",
    "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment",
    "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
"""What browsers offer and this site never asks for."""

HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",  # a source does not learn that its reader came from here
    "permissions-policy": ", ".join(f"{feature}=()" for feature in UNUSED),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
OPEN_TO_OTHERS = "cross-origin-resource-policy"
"""The header that a response may bring itself: what is made for other sites."""
FRAMED, OLD_FRAMES = "frame-ancestors *", "x-frame-options"
"""What the policy of a response says that any site may frame, and the older header, which can't say so."""
FAILED = "Sorry, something went wrong here. Please try again."
HSTS, ONLY_HTTPS = "strict-transport-security", "max-age=31536000"
_INLINE_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
_INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)


def page_policy(page: bytes) -> str:
    """The policy of a page: its own inline scripts may run, and no other ones."""
    hashes = [f"'sha256-{_base64_sha256(script)}'" for script in _INLINE_SCRIPT.findall(page)]
    return _policy({**POLICY, "script-src": " ".join([POLICY["script-src"], *hashes])})


def embed_policy(page: bytes) -> str:
    """The policy of what any site may frame: nothing but text, pictures drawn in it, and its own style sheets."""
    hashes = " ".join(f"'sha256-{_base64_sha256(style)}'" for style in _INLINE_STYLE.findall(page))
    return f"default-src 'none'; style-src {hashes}; base-uri 'none'; form-action 'none'; {FRAMED}"


def security_headers(scheme: str, policy: str) -> dict[str, str]:
    """All of them, for a response with this policy; ``scheme`` is the request's."""
    is_https = scheme == "https"
    return {"content-security-policy": policy, **HEADERS, **({HSTS: ONLY_HTTPS} if is_https else {})}


class SecurityHeaders:
    """Adds the headers to every response, whoever made it; a policy that is there already stays."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything through; change only headers. An error of the app is answered here, so that it has them."""
        began = False

        async def with_headers(message: Message) -> None:
            nonlocal began
            if message["type"] == "http.response.start":
                began = True
                headers = MutableHeaders(scope=message)
                headers.setdefault("content-security-policy", _policy(POLICY))
                is_framed = FRAMED in headers["content-security-policy"]
                for name, value in HEADERS.items():
                    if not (is_framed and name == OLD_FRAMES) and (name != OPEN_TO_OTHERS or name not in headers):
                        headers[name] = value
                if scope["scheme"] == "https":
                    headers[HSTS] = ONLY_HTTPS
            await send(message)

        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            await self.app(scope, receive, with_headers)
        except Exception:
            if not began:
                await PlainTextResponse(FAILED, 500)(scope, receive, with_headers)
            raise  # the server logs it


def _policy(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def _base64_sha256(script: bytes) -> str:
    return base64.b64encode(hashlib.sha256(script).digest()).decode()
