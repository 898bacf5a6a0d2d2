"""Do sockets that say nothing, or half a request, cost others anything? Used by :mod:`benchmarks.load`."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import quantiles
from urllib.parse import urlsplit
from urllib.request import urlopen

from benchmarks.bounds import on_this_machine, source_address
from benchmarks.report import table

SOCKETS = 300
PAGES = 100
HALF = b"GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/h"


def page_ms(address: str) -> tuple[float, float]:
    """Return median and 95th percentile of the time in which one reader gets a page, in ms."""
    times = []
    for _ in range(PAGES):
        began = time.perf_counter()
        with urlopen(f"{address}/", timeout=60) as answer:
            answer.read()
        times.append(1000 * (time.perf_counter() - began))
    twentieths = quantiles(times, n=20)
    return twentieths[9], twentieths[18]


@contextmanager
def silent_sockets(address: str, first_words: bytes) -> Iterator[None]:
    """Open many connections, send these bytes on each, and then nothing."""
    there = urlsplit(on_this_machine(address))
    opened = []
    try:
        for number in range(SOCKETS):
            opened.append(
                socket.create_connection((there.hostname, there.port), 30, source_address=(source_address(number), 0))
            )
            opened[-1].sendall(first_words)
        yield
    finally:
        for each in opened:
            each.close()


def measure(address: str) -> str:
    """Measure one reader alone, and beside each kind of silent socket; return the table."""
    rows = [("nobody else", *page_ms(address))]
    for name, words in ((f"{SOCKETS} silent sockets", b""), (f"{SOCKETS} half-sent requests", HALF)):
        with silent_sockets(address, words):
            rows.append((name, *page_ms(address)))
    return table(
        ("one reader beside", "p50, ms", "p95, ms"), [(name, f"{p50:.0f}", f"{p95:.0f}") for name, p50, p95 in rows]
    )
