"""Three replicas behind nginx, and readers of them."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from deploy.replicas import Replicas
from tests.browser.conftest import FLAGS
from tests.browser.visiting import Visit, new_visit
from tests.find_browser import find_browser


@pytest.fixture(scope="package")
def running() -> Iterator[Replicas]:
    with Replicas(3) as started:
        yield started


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def reader(browser: Browser) -> Iterator[Callable[..., Visit]]:
    made: list[Visit] = []

    def make(address: str, **options: object) -> Visit:
        made.append(new_visit(browser, address, **options))
        return made[-1]

    yield make
    for each in made:
        each.context.close()
