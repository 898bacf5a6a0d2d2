"""Which addresses answer: every route of the app is in the table of SECURITY.md, and what is closed there is closed."""

import re
from typing import Any

import pytest
from starlette.routing import Mount

from explainer.settings import ROOT
from explainer.web.open_routes import METRICS, OpenRoutes
from tests.web.asgi import answering, request

ROWS = re.findall(r"^\| (`/.*?) \| (open|closed) \|", (ROOT / "SECURITY.md").read_text(encoding="utf-8"), re.MULTILINE)
TABLE = {path: state for cell, state in ROWS for path in re.findall(r"`(.+?)`", cell)}
BASE = "/ketamine"


def routes() -> list[Any]:
    """All routes of the app as it is served, ours and Streamlit's."""
    from app import app

    return app._build_starlette_app().routes


def filled(path: str) -> str:
    return re.sub(r"\{.*?\}", "x", path)


def test_every_route_of_the_app_is_in_the_table_and_the_table_names_no_other() -> None:
    *named, files = routes()
    assert isinstance(files, Mount) and files.path == "", "the page of Streamlit and its files: everything else"
    assert {route.path for route in named} == set(TABLE)


@pytest.mark.parametrize("path", sorted(TABLE))
@pytest.mark.parametrize("base", ["", BASE])
def test_a_route_is_open_or_closed_as_the_table_says(path: str, base: str) -> None:
    status = request(OpenRoutes(answering(b"x"), base), f"{base}{filled(path)}").status
    assert status == (200 if TABLE[path] == "open" else 404)


@pytest.mark.parametrize(
    "path",
    ["/_stcore/new", "/_stcore/stream/more", "/_stcore/healthy", "/_stcore/", "/component/a/b", "/auth/x"],
)
def test_what_a_new_streamlit_may_bring_is_closed(path: str) -> None:
    assert request(OpenRoutes(answering(b"x")), path).status == 404


@pytest.mark.parametrize(
    ("readers", "client", "status"),
    [
        ("", "127.0.0.1", 404),
        ("10.0.0.0/8, 127.0.0.1", "127.0.0.1", 200),
        ("10.0.0.0/8, 127.0.0.1", "10.1.2.3", 200),
        ("10.0.0.0/8, 127.0.0.1", "192.0.2.1", 404),
        ("::1", "::1", 200),
        ("10.0.0.0/8", "no address", 404),
        ("0.0.0.0/0", None, 404),
    ],
)
def test_metrics_are_for_the_networks_that_the_operator_names(
    monkeypatch: pytest.MonkeyPatch, readers: str, client: str | None, status: int
) -> None:
    monkeypatch.setenv("EXPLAINER_METRICS_FROM", readers)
    assert request(OpenRoutes(answering(b"x")), METRICS, client=client).status == status
