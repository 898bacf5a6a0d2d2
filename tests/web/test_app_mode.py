"""When the app starts: what an operator says, and what a busy process does by itself."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from starlette.types import Receive, Scope, Send

from explainer.settings import ROOT, AppSetting, SettingError, app_setting
from explainer.web import app_mode as module
from explainer.web.app_mode import CountedApps, app_mode, lag_ms, may_start, open_apps, watch_the_loop


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every test with the settings that it gives itself, and with a loop that was never late."""
    for name in ("EXPLAINER_APP", "EXPLAINER_SOON_SESSIONS", "EXPLAINER_SOON_LAG_MS"):
        monkeypatch.delenv(name, raising=False)
    app_setting.cache_clear()
    module._late_ms.clear()
    yield
    app_setting.cache_clear()
    module._late_ms.clear()
    module._starts.clear()


@pytest.mark.parametrize("mode", ["soon", "reach"])
def test_an_operator_decides(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLAINER_APP", mode)
    monkeypatch.setenv("EXPLAINER_SOON_SESSIONS", "0")
    assert app_mode() == mode


def test_a_process_at_rest_starts_apps_soon() -> None:
    assert (app_setting().when, app_mode()) == ("auto", "soon")


def test_a_process_with_many_open_apps_waits_to_be_reached_for_until_they_close(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("EXPLAINER_SOON_SESSIONS", "2")
    asyncio.run(_open_and_close_two())
    assert (open_apps(), app_mode()) == (0, "soon")


async def _open_and_close_two() -> None:
    close = asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await close.wait()

    async def nothing(*_: object) -> None:
        return None

    counted = CountedApps(app)
    first = asyncio.create_task(counted({"type": "websocket"}, nothing, nothing))  # type: ignore[arg-type]
    page = asyncio.create_task(counted({"type": "http"}, nothing, nothing))  # type: ignore[arg-type]
    await asyncio.sleep(0)
    assert (open_apps(), app_mode()) == (1, "soon"), "a page is no app"
    second = asyncio.create_task(counted({"type": "websocket"}, nothing, nothing))  # type: ignore[arg-type]
    await asyncio.sleep(0)
    assert (open_apps(), app_mode()) == (2, "reach")
    close.set()
    await asyncio.gather(first, second, page)


def test_while_many_apps_start_pages_wait_to_be_reached_for_and_then_no_more_may_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 1000.0
    monkeypatch.setattr(module.time, "monotonic", lambda: now)
    monkeypatch.setenv("EXPLAINER_SOON_STARTS", "2")
    assert [(may_start(), app_mode()) for _ in range(5)] == [
        (True, "soon"), (True, "reach"), (True, "reach"), (True, "reach"), (False, "reach"),
    ]  # fmt: skip
    now += module.START_SECONDS
    assert (app_mode(), may_start()) == ("soon", True)


def test_an_operator_who_wants_all_apps_soon_gets_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLAINER_APP", "soon")
    monkeypatch.setenv("EXPLAINER_SOON_STARTS", "2")
    assert all(may_start() for _ in range(20))


def test_a_loop_that_is_late_again_and_again_waits_to_be_reached_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.01)
    asyncio.run(_hold_up(looks=5))
    assert lag_ms() > AppSetting.lag_ms
    assert app_mode() == "reach"


async def _hold_up(looks: int) -> None:
    watch = asyncio.create_task(watch_the_loop())
    while len(module._late_ms) < looks:
        await asyncio.sleep(0)
        time.sleep(0.1)  # what a loop must never do
    watch.cancel()


def test_one_long_turn_of_the_loop_changes_nothing() -> None:
    module._late_ms.extend([0, 0, 0, 900])
    assert app_mode() == "soon"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("EXPLAINER_APP", "later", "EXPLAINER_APP is 'later': expected one of auto, soon, reach"),
        ("EXPLAINER_SOON_SESSIONS", "-1", "EXPLAINER_SOON_SESSIONS is '-1': expected a whole number, such as 100"),
        ("EXPLAINER_SOON_LAG_MS", "fast", "EXPLAINER_SOON_LAG_MS is 'fast': expected a whole number, such as 50"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_named(
    name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingError, match=f"^{told}$"):
        app_setting()


def test_a_server_refuses_such_a_setting_at_its_start() -> None:
    script = (
        "import asyncio; from explainer.web.start import checked_start; asyncio.run(checked_start(None).__aenter__())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "EXPLAINER_APP": "later", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "EXPLAINER_APP is 'later': expected one of auto, soon, reach\n"
