"""What a load test may do: send to this machine alone, with so many readers, for so long."""

from ipaddress import ip_address
from urllib.parse import urlsplit

MAX_READERS = 10_000
MAX_HOLD_SECONDS = 300
"""Longest time for one number of readers."""
MAX_MINUTES = 120
"""Longest time for a whole run."""


HTML = {"page", "filter", "own page"}
READING = HTML | {"session", "rerun"}
"""Requests of readers that may not fail, by their names in the figures. A vote may: there are limits."""


def on_this_machine(address: str) -> str:
    """Return the address if it leads to this machine. Raises ``ValueError`` for every other, by name or by number."""
    host = urlsplit(address).hostname or ""
    try:
        is_ours = ip_address(host).is_loopback
    except ValueError:
        is_ours = False  # a name may lead anywhere
    if not is_ours:
        raise ValueError(f"a load test sends to this machine alone (127.0.0.1), not to {host or 'no host'!r}")
    return address


def at_most(value: int, most: int, what: str) -> int:
    """Return a number between 1 and ``most``. Raises ``ValueError`` for any other."""
    if not 1 <= value <= most:
        raise ValueError(f"{what} must be from 1 to {most:,}, not {value:,}")
    return value


def source_address(number: int) -> str:
    """An address of this machine for each reader, because limits and nginx tell networks apart: 127.1.0.1, ..."""
    return f"127.{1 + number // 62_500 % 200}.{number // 250 % 250}.{1 + number % 250}"
