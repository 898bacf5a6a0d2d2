"""A cache that many readers share, as a proxy has it: it keeps what ``Cache-Control`` and ``Vary`` allow."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp

from tests.web.asgi import Answer, request


class SharedCache:
    """Answers from what it has kept, else asks the site. What it keeps stays fresh for as long as a test runs."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.kept: dict[str, list[tuple[dict[str, str], Answer]]] = {}

    def get(self, path: str, query: str = "", **headers: str) -> Answer:
        """What a reader gets who sends these headers."""
        for wanted, answer in self.kept.get(f"{path}?{query}", ()):
            if all(headers.get(name, "") == value for name, value in wanted.items()):
                return answer
        answer = request(self._app, path, query=query, **headers)
        if _may_be_kept(answer.headers):
            names = [name.strip().lower().replace("-", "_") for name in answer.headers.get("vary", "").split(",")]
            wanted = {name: headers.get(name, "") for name in names}
            self.kept.setdefault(f"{path}?{query}", []).append((wanted, answer))
        return answer


def _may_be_kept(headers: Headers) -> bool:
    rules = {rule.strip() for rule in headers.get("cache-control", "").split(",")}
    return "public" in rules and not {"private", "no-store"} & rules and "set-cookie" not in headers
