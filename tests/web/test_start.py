"""The server starts with sound data only."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from explainer.settings import ROOT
from tests.content.spoil import set_cells

START = """
import asyncio
from explainer.web.start import checked_start

async def serve():
    async with checked_start(None) as state:
        print("serving", state)

asyncio.run(serve())
"""


def start(folder: Path, script: str = START) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "EXPLAINER_DATA": str(folder),
        "EXPLAINER_VAR": str(folder.parent / "var"),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=folder, capture_output=True, text=True, timeout=60
    )


def test_the_server_starts_with_sound_data(data_copy: Path) -> None:
    done = start(data_copy)
    assert (done.returncode, done.stdout, done.stderr) == (0, "serving {}\n", "")


def test_the_server_refuses_to_start_with_a_fault_and_says_which(data_copy: Path) -> None:
    row = set_cells(data_copy, "results", "murrough-2013/madrs-24h", estimate="3.2", ci_low="4.1", ci_high="9")
    other = set_cells(data_copy, "sources", "abbar-2022", url="")
    done = start(data_copy)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"data/results.csv, row {row}, column ci_low: 4.1 is above estimate 3.2" in done.stderr
    assert f"data/sources.csv, row {other}, column url: " in done.stderr
    assert "Traceback" not in done.stderr


def test_the_server_refuses_to_start_with_a_key_or_a_limit_that_is_no_good_and_says_which(
    data_copy: Path, own_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_var.mkdir()
    (own_var / "visitor.key").write_bytes(b"\xff garbage")
    done = start(data_copy)
    assert (done.returncode, done.stdout) == (1, "")
    assert str(own_var / "visitor.key") in done.stderr and "Traceback" not in done.stderr
    monkeypatch.setenv("EXPLAINER_SECRET", "guess me")
    assert "EXPLAINER_SECRET has fewer than 16 characters" in start(data_copy).stderr
    monkeypatch.setenv("EXPLAINER_SECRET", "a secret of the operator")
    monkeypatch.setenv("EXPLAINER_VOTES_A_MINUTE", "-3")
    done = start(data_copy)
    assert (done.returncode, done.stdout) == (1, "")
    assert "EXPLAINER_VOTES_A_MINUTE is '-3': expected a whole number" in done.stderr


WARM = """
import asyncio
import threading
from explainer.web.start import checked_start

done, may_go_on = threading.Event(), threading.Event()

def warm():
    assert may_go_on.wait(30)
    done.set()

async def serve():
    async with checked_start(None, warm):
        print("serving", done.is_set())
        may_go_on.set()
        print("warmed", done.wait(30))

asyncio.run(serve())
"""


def test_the_server_serves_while_it_warms_up(data_copy: Path) -> None:
    done = start(data_copy, WARM)
    assert (done.stdout, done.stderr) == ("serving False\nwarmed True\n", "")


TIDY = """
import asyncio
from explainer.web import start

start.TIDY_SECONDS = 0.01
calls = []
done = asyncio.Event()

def tidy():
    calls.append(1)
    if len(calls) == 1:
        raise RuntimeError("the first time it fails")
    done.set()

async def serve():
    async with start.checked_start(None, tidy=tidy):
        await asyncio.wait_for(done.wait(), 30)
        print("tidied again")

asyncio.run(serve())
"""


def test_the_server_tidies_up_again_and_again_even_if_it_fails_once(data_copy: Path) -> None:
    done = start(data_copy, TIDY)
    assert done.stdout == "tidied again\n"
    assert "tidying up failed" in done.stderr


def test_the_server_refuses_a_setting_that_makes_no_sense_and_says_how_it_should_be(
    data_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("EXPLAINER_ADDRESS", "evidence.example.org"), ("EXPLAINER_METRICS_FROM", "everybody")):
        with monkeypatch.context() as one:
            one.setenv(name, value)
            done = start(data_copy)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(f"{name} is '{value}': expected ") and "Traceback" not in done.stderr


LIMIT = """
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (256, 512))
"""


def test_the_server_may_open_as_many_files_as_the_machine_allows(data_copy: Path) -> None:
    done = start(data_copy, f"{LIMIT}{START}print(resource.getrlimit(resource.RLIMIT_NOFILE))")
    assert done.stdout == "serving {}\n(512, 512)\n"
    assert done.stderr.startswith("512 files may be open: room for 80 sessions; more need")
