"""A small server behind nginx. The query of a request names the headers of the answer; the body counts the requests.

``python -m tests.deploy.upstream PORT`` runs it, as a process that a test can stop. From SIGUSR1 on it answers 503.
"""

import json
import signal
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


class Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    number = 0
    fails = False
    lock = threading.Lock()

    def do_GET(self) -> None:
        with Answer.lock:
            Answer.number += 1
            number = Answer.number
        query = dict(parse_qsl(urlsplit(self.path).query))
        status = int(query.pop("status", "200"))
        if Answer.fails:
            status, query = 503, {}
        elif "etag" in query and self.headers.get("if-none-match") == query["etag"]:
            status = 304
        wanted = {name: self.headers.get(name, "") for name in ("host", "accept-encoding", "x-forwarded-for")}
        body = json.dumps({"number": number, "path": self.path, **wanted}).encode()
        self.send_response(status)
        for name, value in query.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("content-length", str(len(body)))
        self.end_headers()
        if status != 304:
            self.wfile.write(body)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", "0")))
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Print nothing."""


class Server(ThreadingHTTPServer):
    request_queue_size = 128

    def handle_error(self, *_: object) -> None:
        """Print nothing if nginx hangs up."""


def fail(*_: object) -> None:
    """Answer 503 from now on."""
    Answer.fails = True


if __name__ == "__main__":
    signal.signal(signal.SIGUSR1, fail)
    Server(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
