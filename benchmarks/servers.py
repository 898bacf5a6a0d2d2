"""Start real servers as processes: the site, an empty Streamlit app, Streamlit's Seattle weather template."""

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
from tests.browser.server import end_process

CACHE = ROOT / "var" / "benchmarks"
"""Folder of what the benchmarks download or make once. It may be deleted at any time."""

START_SECONDS = 300
EMPTY = ROOT / "benchmarks" / "apps" / "empty.py"
TEMPLATES = ".agents/skills/developing-with-streamlit/assets/templates/apps"
WEATHER_DATA = "vega-datasets==0.9.0"
"""The template reads its table from this package; its own pyproject.toml asks for version 0.9.0 or newer."""

APP_SETTINGS = {
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
    "STREAMLIT_BROWSER_SERVER_ADDRESS": "localhost",
}
"""Settings of the apps to compare with. Like the site, they may not contact other hosts; all else is default."""


@dataclass
class Server:
    """A running server."""

    name: str
    address: str
    process: psutil.Process
    start_seconds: float

    def cpu_ms(self) -> float:
        """Return the processor time of all its threads so far, in ms."""
        times = self.process.cpu_times()
        return 1000 * float(times.user + times.system)

    def memory_mb(self) -> float:
        """Return its resident memory, in MB of 10^6 bytes."""
        return float(self.process.memory_info().rss) / 1e6


@contextmanager
def site(data: Path | None = None, root: Path = ROOT, **environment: str) -> Iterator[Server]:
    """Start the site with ``streamlit run app.py`` and an empty vote store, and wait until ``/readyz`` is ready.

    The app starts soon unless ``EXPLAINER_APP`` says something else: what is measured must not depend on the load.
    """
    with tempfile.TemporaryDirectory() as votes:
        settings = {"EXPLAINER_VAR": votes, "EXPLAINER_APP": "soon", **environment}
        settings["EXPLAINER_STATIC"] = environment.get("EXPLAINER_STATIC") or str(compressed_copies(root))
        if data is not None:
            settings["EXPLAINER_DATA"] = str(data)
        with run_server("the site", root / "app.py", root, "/readyz", settings) as server:
            yield server


@contextmanager
def empty(**environment: str) -> Iterator[Server]:
    """Start a Streamlit app that has only a title and a line."""
    with _compared_app("empty app", EMPTY, environment) as server:
        yield server


@contextmanager
def template(**environment: str) -> Iterator[Server]:
    """Start Streamlit's Seattle weather dashboard, the file that comes with Streamlit, unchanged."""
    spec = find_spec("streamlit")
    assert spec is not None and spec.origin is not None
    script = Path(spec.origin).parent / TEMPLATES / "dashboard-seattle-weather" / "streamlit_app.py"
    settings = {"PYTHONPATH": str(_weather_data()), **environment}
    with _compared_app("Seattle template", script, settings) as server:
        yield server


@contextmanager
def _compared_app(name: str, script: Path, environment: Mapping[str, str]) -> Iterator[Server]:
    """Start an app in a folder of its own, where the site's configuration does not apply to it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(script, folder)
        with run_server(name, Path(copy), Path(folder), "/_stcore/health", {**APP_SETTINGS, **environment}) as server:
            yield server


@contextmanager
def run_server(name: str, script: Path, folder: Path, ready: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """Start a server, wait until the address ``ready`` answers 200, and stop the server at the end of the block."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    flags = ("--server.headless=true", "--server.fileWatcherType=none", "--server.address=127.0.0.1")
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}", *flags]
    with ExitStack() as stack, tempfile.TemporaryFile() as log:
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        stack.callback(end_process, process)
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
    """Return a folder with the one package that the template needs and the site does not; download it once."""
    folder = CACHE / WEATHER_DATA.replace("==", "-")
    if not folder.exists():
        draft = folder.with_suffix(".making")
        options = ("--quiet", "--disable-pip-version-check", "--no-deps", "--target", str(draft))
        subprocess.run([sys.executable, "-m", "pip", "install", *options, WEATHER_DATA], check=True)
        draft.rename(folder)
    return folder


def compressed_copies(root: Path = ROOT) -> Path:
    """Return a folder with the compressed static files of the site in the folder ``root``, which are made once."""
    folder = CACHE / "static" if root == ROOT else root / "var" / "static"
    command = [sys.executable, "-m", "explainer.web.streamlit_page.static_files"]
    environment = {**os.environ, "EXPLAINER_STATIC": str(folder)}
    if subprocess.run(command, cwd=root, env=environment, capture_output=True).returncode:
        # An interrupted run may have left the folder unfinished: make it again.
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)
    return folder


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
