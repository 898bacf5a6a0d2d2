"""How many first pages a second come at most, asked for with wrk: Python would be too slow to ask."""

import re
import shutil
import subprocess

from benchmarks.bounds import on_this_machine
from benchmarks.report import table

SECONDS = 8
CONNECTIONS = 50
MISSING = "*Not measured: wrk is not installed (Debian, Ubuntu: sudo apt-get install wrk; macOS: brew install wrk).*"
ADDRESSES = ("", "conditions", "trials", "faq")
MS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


def measure(address: str) -> str:
    """Ask for some pages as fast as they come, one after the other; return the table, or what is missing."""
    wrk = shutil.which("wrk")
    if wrk is None:
        return MISSING
    rows = []
    for path in ADDRESSES:
        command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", "-H", "Accept-Encoding: br"]
        done = subprocess.run(
            [*command, f"{on_this_machine(address)}/{path}"], capture_output=True, text=True, check=True, timeout=60
        )
        rate, p50, p99, errors = figures(done.stdout)
        rows.append((f"/{path}", f"{rate:,.0f}", f"{p50:.0f}", f"{p99:.0f}", errors))
    return table((f"{CONNECTIONS} connections, no pauses", "pages a second", "p50, ms", "p99, ms", "errors"), rows)


def figures(words: str) -> tuple[float, float, float, int]:
    """Read wrk's report: requests a second, median and 99th percentile in ms, errors. Raises ``ValueError``."""
    rate = re.search(r"Requests/sec:\s+([\d.]+)", words)
    times = dict(re.findall(r"^\s+(50|99)%\s+(\S+)\s*$", words, re.MULTILINE))
    if rate is None or times.keys() != {"50", "99"}:
        raise ValueError(f"wrk said something else:\n{words}")
    errors = sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", words)))
    errors += sum(map(int, re.findall(r"(?:connect|read|write|timeout) (\d+)", words)))
    return float(rate[1]), _ms(times["50"]), _ms(times["99"]), errors


def _ms(text: str) -> float:
    match = re.fullmatch(r"([\d.]+)(us|ms|s)", text)
    if match is None:
        raise ValueError(f"{text!r} is no time of wrk's")
    return float(match[1]) * MS[match[2]]
