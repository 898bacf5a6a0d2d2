"""The path that the whole site lives under: empty, or ``/ketamine`` with ``--server.baseUrlPath=ketamine``."""

from starlette.types import Scope

EMBED = "/embed/"
"""Path, within the site, of what other sites may show in a frame. It is no page: it has no app and gives no cookie."""


def base_path(option: str) -> str:
    """The path of Streamlit's option ``server.baseUrlPath``, which may have slashes around it or not."""
    name = option.strip("/")
    return f"/{name}" if name else ""


def mounted_at(scope: Scope, base: str) -> str:
    """The path as the browser knows it: the server's own prefix (ASGI's ``root_path``), then the site's."""
    return f"{scope.get('root_path', '').rstrip('/')}{base}"


def path_below(scope: Scope, base: str) -> str | None:
    """The path within the site, such as ``/faq``; empty for the bare base path, ``None`` outside of it."""
    at, path = mounted_at(scope, base), str(scope["path"])
    if path.startswith(f"{at}/"):
        return path.removeprefix(at)
    return "" if at and path == at else None
