"""Real servers, each a process of its own: the site, an empty Streamlit app, Streamlit's Seattle weather template."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

from explainer.settings import ROOT
from tests.browser.server import end

KEPT = ROOT / "var" / "benchmarks"
"""What is fetched or made once for the benchmarks and kept; may be deleted at any time."""

START_SECONDS = 300
EMPTY = ROOT / "benchmarks" / "apps" / "empty.py"
TEMPLATES = ".agents/skills/developing-with-streamlit/assets/templates/apps"
WEATHER_DATA = "vega-datasets==0.9.0"
"""The template reads its table from this package, which its pyproject.toml asks for (>= 0.9.0)."""

TO_COMPARE = {"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false", "STREAMLIT_BROWSER_SERVER_ADDRESS": "localhost"}
"""An app to compare with keeps Streamlit's own settings, but asks no other host for anything, as the site doesn't."""


@dataclass
class Server:
    """A running server."""

    name: str
    address: str
    process: psutil.Process
    start_seconds: float

    def cpu_ms(self) -> float:
        """Processor time of all its threads so far, in ms."""
        spent = self.process.cpu_times()
        return 1000 * float(spent.user + spent.system)

    def memory_mb(self) -> float:
        """Memory that it holds (resident), in MB of 10^6 bytes."""
        return float(self.process.memory_info().rss) / 1e6


@contextmanager
def site(data: Path | None = None, **environment: str) -> Iterator[Server]:
    """The site as ``streamlit run app.py`` starts it, with votes of its own, once ``/readyz`` says that it is ready."""
    with tempfile.TemporaryDirectory() as votes:
        own = {"EXPLAINER_VAR": votes, **environment}
        own["EXPLAINER_STATIC"] = environment.get("EXPLAINER_STATIC") or str(compressed_copies())
        if data is not None:
            own["EXPLAINER_DATA"] = str(data)
        with started("the site", ROOT / "app.py", ROOT, "/readyz", own) as server:
            yield server


@contextmanager
def empty(**environment: str) -> Iterator[Server]:
    """A Streamlit app with a title and a line."""
    with _compared("empty app", EMPTY, environment) as server:
        yield server


@contextmanager
def template(**environment: str) -> Iterator[Server]:
    """Streamlit's Seattle weather dashboard, the file that comes with Streamlit, unchanged."""
    spec = find_spec("streamlit")
    assert spec is not None and spec.origin is not None
    script = Path(spec.origin).parent / TEMPLATES / "dashboard-seattle-weather" / "streamlit_app.py"
    own = {"PYTHONPATH": str(_weather_data()), **environment}
    with _compared("Seattle template", script, own) as server:
        yield server


@contextmanager
def _compared(name: str, script: Path, environment: Mapping[str, str]) -> Iterator[Server]:
    """An app to compare with, in a folder of its own so that the site's settings are not its settings."""
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(script, folder)
        with started(name, Path(copy), Path(folder), "/_stcore/health", {**TO_COMPARE, **environment}) as server:
            yield server


@contextmanager
def started(name: str, script: Path, folder: Path, ready: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """A server, from its start until ``ready`` answers 200; ended on leaving."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    flags = ("--server.headless=true", "--server.fileWatcherType=none", "--server.address=127.0.0.1")
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}", *flags]
    with ExitStack() as last, tempfile.TemporaryFile() as log:
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        last.callback(end, process)
        _wait(process, address + ready)
        yield Server(name, address, psutil.Process(process.pid), time.perf_counter() - began)


def _wait(process: "subprocess.Popen[bytes]", url: str) -> None:
    deadline, pause = time.monotonic() + START_SECONDS, threading.Event()
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode} before it answered")
        try:
            with urlopen(url, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            pause.wait(0.02)
    raise TimeoutError(f"{url} did not answer within {START_SECONDS} s")


def _weather_data() -> Path:
    """A folder with the template's one package that the site has not, fetched once."""
    folder = KEPT / WEATHER_DATA.replace("==", "-")
    if not folder.exists():
        aside = folder.with_suffix(".making")
        options = ("--quiet", "--disable-pip-version-check", "--no-deps", "--target", str(aside))
        subprocess.run([sys.executable, "-m", "pip", "install", *options, WEATHER_DATA], check=True)
        aside.rename(folder)
    return folder


def compressed_copies() -> Path:
    """A folder with the site's compressed static files, as a site that has run for a minute has them; made once."""
    folder = KEPT / "static"
    command = [sys.executable, "-m", "explainer.web.streamlit_page.static_files"]
    environment = {**os.environ, "EXPLAINER_STATIC": str(folder)}
    if subprocess.run(command, cwd=ROOT, env=environment, capture_output=True).returncode:  # half made and left
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return folder


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
