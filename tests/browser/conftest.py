"""Fixtures of the browser tests: a browser, servers, visitors."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import chromium
from tests.browser.server import Server
from tests.browser.visiting import Visit, new_visit

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@contextmanager
def _servers(folder: Path) -> Iterator[Callable[..., Server]]:
    made: list[Server] = []

    def make(*, var: Path | None = None, **options: Any) -> Server:
        number = len(made)
        made.append(Server(var or folder / f"var-{number}", folder / f"server-{number}.log", **options))
        return made[-1]

    try:
        yield make
    finally:
        for server in made:
            server.stop()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Give a function that makes servers with votes of their own; the test starts them."""
    with _servers(tmp_path) as make:
        yield make


@pytest.fixture(scope="module")
def servers_of_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Give the same function to all tests of a file."""
    with _servers(tmp_path_factory.mktemp("servers")) as make:
        yield make


@pytest.fixture(scope="module")
def own_site(servers_of_file: Callable[..., Server]) -> Server:
    """Start a server for those tests of a file that vote."""
    return servers_of_file().start()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start one server for all tests that change nothing on it."""
    with _servers(tmp_path_factory.mktemp("site")) as make:
        yield make().start()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Give a function that makes visitors to a server, each with a browser of their own."""
    made: list[Visit] = []

    def make(server: Server, **options: object) -> Visit:
        made.append(new_visit(browser, server.address, **options))
        return made[-1]

    yield make
    for visit in made:
        visit.context.close()


@pytest.fixture
def open_page(site: Server, visitor: Callable[..., Visit]) -> Callable[..., Page]:
    """Give a function that opens a page of the shared site as a new visitor."""
    return lambda path, **options: visitor(site, **options).open(path)
