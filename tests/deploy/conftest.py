"""Fixtures: three replicas behind nginx, a browser, readers."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from deploy.replicas import Replicas
from tests.browser.chromium import chromium
from tests.browser.visiting import Visit, new_visit


@pytest.fixture(scope="package")
def running() -> Iterator[Replicas]:
    with Replicas(3) as started:
        yield started


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def reader(browser: Browser) -> Iterator[Callable[..., Visit]]:
    made: list[Visit] = []

    def make(address: str, **options: object) -> Visit:
        made.append(new_visit(browser, address, **options))
        return made[-1]

    yield make
    for each in made:
        each.context.close()
