"""nginx in front of one small server that a test can stop, with the files of ``deploy/nginx``; no site, no database."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode

from deploy.local_nginx import ROOT, site_block, start_nginx
from deploy.replicas import free_port
from tests.browser.server import end_process
from tests.deploy.http import ANY_CERTIFICATE, request

Answer = tuple[int, dict[str, str], str]
"""Status, headers by lower-case name, body."""
NAME = "evidence.example.org"
"""The name of the site in ``example.conf``."""
HOST = f"Host: {NAME}\r\n"


class Stand:
    """nginx and a small server. ``freeze``, ``kill`` and ``fail`` do that to the server, ``mend`` ends it."""

    def __init__(self, port: int, replica: int) -> None:
        self.port, self.replica = port, replica
        self._start()

    def freeze(self) -> None:
        self._server.send_signal(signal.SIGSTOP)

    def kill(self) -> None:
        self._server.kill()
        self._server.wait()

    def fail(self) -> None:
        self._server.send_signal(signal.SIGUSR1)

    def mend(self) -> None:
        self.end()
        self._start()
        until(self.answers)

    def end(self) -> None:
        self._server.send_signal(signal.SIGCONT)
        end_process(self._server)

    def answers(self) -> bool:
        try:
            return self.ask("/never-kept")[0] == 200
        except OSError:
            return False

    def ask(self, path: str, answer: dict[str, str] | None = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Ask nginx for a path; ``answer`` has the headers that the server shall send."""
        query = f"?{urlencode(answer)}" if answer else ""
        return request(f"http://127.0.0.1:{self.port}{path}{query}", **headers)

    def number(self, path: str, answer: dict[str, str], **headers: str) -> int:
        """The count of the request whose answer came: the same number twice was kept."""
        status, _, body = self.ask(path, answer, **headers)
        assert status == 200
        return int(json.loads(body)["number"])

    def state(self, path: str, answer: dict[str, str]) -> str:
        """What nginx says of its cache: ``HIT``, ``STALE`` and so on."""
        return self.ask(path, answer)[1]["x-cache"]

    def _start(self) -> None:
        self._server = subprocess.Popen([sys.executable, "-m", "tests.deploy.upstream", str(self.replica)], cwd=ROOT)


@contextmanager
def stand(folder: Path, change: Callable[[str], str] = str) -> Iterator[Stand]:
    """Start both; ``change`` may change the text of nginx's settings."""
    if os.geteuid() == 0:
        folder.parent.chmod(0o755)  # nginx's workers are not root
    port, replica = free_port(), free_port()
    running = Stand(port, replica)
    nginx = start_nginx(folder, change(site_block(port, [replica])))
    try:
        until(running.answers)
        yield running
    finally:
        end_process(nginx)
        running.end()


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; 20 seconds at most."""
    deadline, pause = time.monotonic() + 20, threading.Event()
    while not holds():
        assert time.monotonic() < deadline
        pause.wait(0.05)


def example_block(folder: Path, replicas: tuple[int, int, int], plain: int, tls: int) -> str:
    """Return ``example.conf`` for ports of this machine, with a certificate that is made for the test in ``folder``."""
    openssl = shutil.which("openssl")
    assert openssl is not None
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", f"/CN={NAME}"]
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run([*command, *files], check=True, capture_output=True)
    replacements = {
        "/var/cache/nginx-ketamine": "cache",
        f"/etc/letsencrypt/live/{NAME}": str(folder),
        "/srv/ketamine-in-evidence": str(ROOT),
        "listen 80": f"listen 127.0.0.1:{plain}",
        "listen [::]:80;": "",
        "listen [::]:80 default_server;": "",
        "listen 443": f"listen 127.0.0.1:{tls}",
        "listen [::]:443 ssl http2;": "",
        "listen [::]:443 ssl http2 default_server;": "",
    } | {f"127.0.0.1:{8511 + number}": f"127.0.0.1:{port}" for number, port in enumerate(replicas)}
    example = (ROOT / "deploy" / "nginx" / "example.conf").read_text()
    for old, new in replacements.items():
        assert old in example
        example = example.replace(old, new)
    return example


def can_connect(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def answer_to(port: int, request: str, *, tls: bool = False, source: str = "127.0.0.1") -> Answer:
    """Send these bytes to nginx and return status, headers and body. Empty if it closes the connection."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=30, source_address=(source, 0))) as plain:
        with ANY_CERTIFICATE.wrap_socket(plain, server_hostname=NAME) if tls else plain as connection:
            connection.sendall(request.encode())
            received = b""
            while part := connection.recv(65536):
                received += part
    head, _, body = received.decode().partition("\r\n\r\n")
    first, *lines = head.split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return int(first.split()[1]) if first else 0, headers, body


def get(path: str, *headers: str, method: str = "GET", host: str = HOST, version: str = "HTTP/1.1") -> str:
    lines = "".join(f"{header}\r\n" for header in (*headers, "Connection: close"))
    return f"{method} {path} {version}\r\n{host}{lines}\r\n"
