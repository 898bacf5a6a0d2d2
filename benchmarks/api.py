"""Measure how long the API takes to answer 50 clients at once: ``python -m benchmarks.api``.

Each client keeps one connection to a real server. In the first measurement it waits half a second on average between an
answer and its next request, as programs do that read one record after the other; in the second it asks again at once,
which shows how many answers the server can give. Client and server share the machine, so the second shows less than the
server could do alone. Everything is asked for once before, so that lists are kept.
"""

import asyncio
import random
import time
from collections.abc import Sequence
from statistics import median, quantiles
from urllib.parse import urlsplit

from benchmarks.report import count_marks, options, publish, table, with_mark
from benchmarks.servers import Server, site

CLIENTS = 50
PAUSE = 0.5
"""Mean seconds between an answer and the next request."""
SECONDS = 10.0
IDLE = 50.0
"""Most ms of processor time that a server uses in a second while nobody asks it."""
PATHS: dict[str, tuple[str, float]] = {
    "one record": ("/api/v1/trials/murrough-2013", 10),
    "a filtered list": ("/api/v1/results?of=ptsd&main=true", 100),
    "a whole table, JSON": ("/api/v1/results", 100),
    "a whole table, CSV": ("/api/v1/results.csv", 100),
    "reactions of all questions": ("/api/v1/reactions", 100),
    "a search": ("/api/v1/search?for=bladder", 100),
    "the data package": ("/data/ketamine-in-evidence.zip", 100),
}
"""What is measured: an address, and the most ms that 95 of 100 answers may take (the aim)."""


async def client(address: str, path: str, until: float, pause: float) -> list[float]:
    """Ask for a path until a time and return the ms of each answer."""
    host = urlsplit(address)
    reader, writer = await asyncio.open_connection(host.hostname, host.port)
    request = f"GET {path} HTTP/1.1\r\nHost: {host.netloc}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    times = []
    dice = random.Random(id(reader))
    await asyncio.sleep(pause * dice.random())
    while time.perf_counter() < until:
        began = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        status, *fields = head.decode("latin-1").split("\r\n")
        assert " 200 " in status, status
        length = next(int(field.split(":")[1]) for field in fields if field.lower().startswith("content-length:"))
        await reader.readexactly(length)
        times.append(1000 * (time.perf_counter() - began))
        await asyncio.sleep(pause * 2 * dice.random())
    writer.close()
    return times


async def crowd(address: str, path: str, pause: float) -> tuple[Sequence[float], float]:
    """Let all clients ask at once; return the ms of all answers, and the answers per second."""
    began = time.perf_counter()
    lists = await asyncio.gather(*(client(address, path, began + SECONDS, pause) for _ in range(CLIENTS)))
    times = [each for one in lists for each in one]
    return times, len(times) / (time.perf_counter() - began)


def wait_until_idle(server: Server) -> None:
    """Wait until a server that has just started has drawn its first pictures in the background."""
    used = 1000.0
    while used > IDLE:
        before = server.cpu_ms()
        time.sleep(1)
        used = server.cpu_ms() - before


def measure() -> str:
    """Measure every path in both ways."""
    head = ("ms", "p50", "p95", "aim of p95", "p95, without pauses", "answers a second, without pauses")
    rows = []
    with site() as server:
        wait_until_idle(server)
        for name, (path, aim) in PATHS.items():
            asyncio.run(client(server.address, path, time.perf_counter() + 0.2, 0))
            times, _ = asyncio.run(crowd(server.address, path, PAUSE))
            busy, rate = asyncio.run(crowd(server.address, path, 0))
            p95, p95_busy = (quantiles(each, n=20)[-1] for each in (times, busy))
            ways = (f"{median(times):.1f}", with_mark(p95, aim, 1), f"{aim:.0f}", f"{p95_busy:.0f}", f"{rate:,.0f}")
            rows.append((name, *ways))
    return f"{CLIENTS} clients, each with a mean pause of {PAUSE} s\n\n{table(head, rows)}\n\n{count_marks(head, rows)}"


def main() -> None:
    """Measure the API."""
    publish("api", measure, options(__doc__).parse_args().write)


if __name__ == "__main__":
    main()
