"""Run the site as a real server, in a process of its own."""

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
    """A server started with ``streamlit run app.py``, on a free port; ``var`` is its folder for votes and the key.

    ``data`` replaces the site's data folder, ``root`` the folder of the project; ``base`` is the path below which the
    site is served, such as ``/ketamine``; ``files`` is how many files it may open. ``app`` says when the app starts: a
    busy machine must not decide it.
    """

    def __init__(
        self,
        var: Path,
        log: Path,
        *,
        data: Path | None = None,
        root: Path = ROOT,
        base: str = "",
        files: int | None = None,
        app: str = "soon",
    ) -> None:
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}{base}"
        self._base = base
        self.var = var
        self.log = log
        self._root = root
        self._files = files
        self._env = {**os.environ, "EXPLAINER_VAR": str(var), "EXPLAINER_APP": app, "PYTHONUNBUFFERED": "1"}
        self._env.pop("EXPLAINER_SECRET", None)
        self._env.pop("EXPLAINER_DATA", None)
        if data is not None:
            self._env["EXPLAINER_DATA"] = str(data)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Server":
        """Start the server and wait until it answers."""
        self.launch()
        deadline, pause = time.monotonic() + START_SECONDS, threading.Event()
        while time.monotonic() < deadline:
            if self._running().poll() is not None:
                raise AssertionError(f"The server ended before it answered:\n{self.read_log()}")
            if self._answers():
                return self
            pause.wait(0.05)
        raise AssertionError(f"The server did not answer within {START_SECONDS} s:\n{self.read_log()}")

    def launch(self) -> None:
        """Start the server without waiting."""
        options = [f"--server.port={self.port}", "--server.headless=true", "--server.fileWatcherType=none"]
        if self._base:
            options.append(f"--server.baseUrlPath={self._base}")
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address=127.0.0.1", *options]
        if self._files:
            command = ["sh", "-c", f'ulimit -n {self._files}; exec "$@"', "sh", *command]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=self._root, env=self._env, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )

    def stop(self) -> None:
        """Stop the server if it runs."""
        process, self._process = self._process, None
        if process is None:
            return
        end_process(process)

    def restart(self) -> None:
        """Stop the server and start it again with the same address and votes."""
        self.stop()
        self.start()

    def exit_code(self) -> int:
        """Wait until the process ends by itself, and return its exit code."""
        return self._running().wait(timeout=START_SECONDS)

    def read_log(self) -> str:
        """Return everything that the server has printed."""
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


def end_process(process: "subprocess.Popen[bytes]") -> None:
    """Terminate a process; kill it if it does not end within 15 seconds."""
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
