"""The real server, as a process of its own."""

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from explainer.settings import ROOT

START_SECONDS = 60


class Server:
    """The site, started as ``streamlit run app.py`` starts it; ``var`` is its folder for votes.

    ``data`` is another data folder than the site's own, ``root`` another copy of the project, ``base`` the path
    that the site lives under, such as ``/ketamine``.
    """

    def __init__(self, var: Path, log: Path, *, data: Path | None = None, root: Path = ROOT, base: str = "") -> None:
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}{base}"
        self._base = base
        self.var = var
        self.log = log
        self._root = root
        self._env = {**os.environ, "EXPLAINER_VAR": str(var), "PYTHONUNBUFFERED": "1"}
        self._env.pop("EXPLAINER_SECRET", None)
        self._env.pop("EXPLAINER_DATA", None)
        if data is not None:
            self._env["EXPLAINER_DATA"] = str(data)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Server":
        """Start it and wait until it answers."""
        self.launch()
        deadline, pause = time.monotonic() + START_SECONDS, threading.Event()
        while time.monotonic() < deadline:
            if self._running().poll() is not None:
                raise AssertionError(f"The server ended before it answered:\n{self.said()}")
            if self._answers():
                return self
            pause.wait(0.05)
        raise AssertionError(f"The server did not answer within {START_SECONDS} s:\n{self.said()}")

    def launch(self) -> None:
        """Start it and wait for nothing."""
        options = [f"--server.port={self.port}", "--server.headless=true", "--server.fileWatcherType=none"]
        if self._base:
            options.append(f"--server.baseUrlPath={self._base}")
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address=127.0.0.1", *options]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=self._root, env=self._env, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )

    def stop(self) -> None:
        """End it, if it still runs."""
        process, self._process = self._process, None
        if process is None:
            return
        end(process)

    def restart(self) -> None:
        """End it and start another one at the same address, with the same votes."""
        self.stop()
        self.start()

    def exit_code(self) -> int:
        """How the process ended by itself."""
        return self._running().wait(timeout=START_SECONDS)

    def said(self) -> str:
        """All that the server printed so far."""
        return self.log.read_text(errors="replace")

    def _running(self) -> "subprocess.Popen[bytes]":
        assert self._process is not None, "the server was not started"
        return self._process

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.address}/_stcore/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def end(process: "subprocess.Popen[bytes]") -> None:
    """Ask a process to end, and end it if it does not."""
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
