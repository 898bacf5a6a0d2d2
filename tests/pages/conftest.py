"""A reader's visit to a page, without a browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from explainer.poll import widget
from explainer.settings import PAGES, ROOT
from explainer.ui import errors

TOKEN = "0123456789abcdef0123456789abcdef"

OpenPage = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def visitor(own_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader whose browser keeps the cookie; a test of the page can't set one."""
    monkeypatch.setattr(widget, "visitor_token", lambda: (TOKEN, True))


@pytest.fixture(autouse=True)
def no_page_fails(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """The site goes on when a page fails, so a test has to look for it: no page apologised."""
    yield
    failed = [each.getMessage() for each in caplog.get_records("call") if each.name == errors.__name__]
    assert failed == []


@pytest.fixture
def open_page() -> OpenPage:
    """``open_page("conditions", family="pain")``: the page as it opens at ``/conditions?family=pain``."""

    def opened(name: str, **query: str | list[str]) -> AppTest:
        page = AppTest.from_file(str(ROOT / "explainer" / "router.py"), default_timeout=30)
        page.switch_page(str(PAGES / f"{name}.py"))
        for key, value in query.items():
            page.query_params[key] = value
        return page.run()

    return opened
