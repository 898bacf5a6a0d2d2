"""Limit how many votes one visitor and one network may send, so that a script cannot outvote readers.

The counts are in the store. Visitors and networks are known by keyed hashes that hold the date, so that they cannot be
recognised the next day; an address itself is never stored. A refused vote is not counted, because its transaction is
undone: nobody uses up what others behind the same address need.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NewType

from sqlalchemy import Connection, delete, select, tuple_

from explainer.poll.database import dialect_insert
from explainer.poll.schema import counts
from explainer.settings import whole_number

DayHash = NewType("DayHash", str)
"""Keyed hash of a network's address or of a visitor, and the date."""

SETTINGS = {
    "votes_of_visitor": "EXPLAINER_VOTES_A_MINUTE_A_VISITOR",
    "votes": "EXPLAINER_VOTES_A_MINUTE",
    "visitors": "EXPLAINER_VISITORS_A_MINUTE",
    "visitors_a_day": "EXPLAINER_VISITORS_A_DAY",
}
"""The setting of each limit; unset means its default."""

DAY_MINUTES = 24 * 60


class LimitReachedError(RuntimeError):
    """The visitor or the network has reached a limit; the vote was not written."""

    def __init__(self, kind: str, retry_seconds: int) -> None:
        super().__init__(kind)
        self.retry_seconds = retry_seconds
        """After how many seconds the count starts at zero again."""


@dataclass(frozen=True)
class RateLimit:
    """Limits of one visitor in one network. New visitors are those who have no vote yet. 0 means no limit."""

    network: DayHash
    visitor: DayHash
    votes_of_visitor: int = 10
    """Votes of the visitor a minute."""
    votes: int = 120
    """Votes of the network a minute."""
    visitors: int = 30
    """New visitors of the network a minute."""
    visitors_a_day: int = 300
    """New visitors of the network a day (UTC)."""

    @classmethod
    def from_environment(cls, network: DayHash, visitor: DayHash) -> "RateLimit":
        """Read the limits from the environment. Raises :class:`~explainer.settings.SettingError`."""
        return cls(network, visitor, **configured_limits())

    def count_vote(self, connection: Connection, *, has_votes: bool, now: datetime | None = None) -> None:
        """Count one vote of the visitor, who has other votes or not. Raises :class:`LimitReachedError`.

        The order is the same in all transactions, so that no two of them deadlock.
        """
        second = int((now or datetime.now(UTC)).timestamp())
        minute = second // 60
        midnight = minute - minute % DAY_MINUTES + DAY_MINUTES - 1
        of_visitor = _count(connection, self.visitor, "votes of visitor", minute)
        _check(of_visitor, "votes of visitor", self.votes_of_visitor, 60 * (minute + 1) - second)
        # Whoever takes back their only vote and votes again has no vote, but is not new.
        if _count(connection, self.visitor, "seen", midnight) == 1 and not has_votes:
            new = (("visitor", self.visitors, minute), ("visitor day", self.visitors_a_day, midnight))
            for kind, limit, last_minute in new:
                used = _count(connection, self.network, kind, last_minute)
                _check(used, kind, limit, 60 * (last_minute + 1) - second)
        _check(_count(connection, self.network, "vote", minute), "vote", self.votes, 60 * (minute + 1) - second)
        if of_visitor == 1:
            _delete_before(connection, minute - 1)


def configured_limits() -> dict[str, int]:
    """Return the limits in the environment by their names in :class:`RateLimit`.

    Raises :class:`~explainer.settings.SettingError`.
    """
    return {name: whole_number(setting, getattr(RateLimit, name)) for name, setting in SETTINGS.items()}


def _check(used: int, kind: str, limit: int, retry_seconds: int) -> None:
    if limit and used > limit:
        raise LimitReachedError(kind, retry_seconds)


def _count(connection: Connection, who: DayHash, kind: str, last_minute: int) -> int:
    """Add one to a count, which holds until the end of this minute, and return it."""
    row = dialect_insert(connection)(counts).values(who=who, kind=kind, last_minute=last_minute, used=1)
    upsert = row.on_conflict_do_update(
        index_elements=[counts.c.who, counts.c.kind, counts.c.last_minute], set_={"used": counts.c.used + 1}
    )
    return int(connection.scalars(upsert.returning(counts.c.used)).one())


def _delete_before(connection: Connection, minute: int) -> None:
    """Delete past counts. Rows locked by another transaction are skipped, so that nobody waits here."""
    columns = (counts.c.who, counts.c.kind, counts.c.last_minute)
    past = select(*columns).where(counts.c.last_minute < minute).with_for_update(skip_locked=True)
    connection.execute(delete(counts).where(tuple_(*columns).in_(past)))


def hash_network(address: str | None, key: bytes, now: datetime | None = None) -> DayHash:
    """Return the keyed hash of today's date and the network of an IP address.

    The network is the IPv4 address itself, or the /64 prefix of an IPv6 address, which is what one customer gets.
    All visitors without a valid address share one network; so does this machine, whose address the app does not tell.
    """
    return _day_hash("network", _network_prefix(address), key, now)


def hash_of_day(visitor: str, key: bytes, now: datetime | None = None) -> DayHash:
    """Return the keyed hash of today's date and a visitor, who is a keyed hash already."""
    return _day_hash("visitor", visitor, key, now)


def _day_hash(kind: str, name: str, key: bytes, now: datetime | None) -> DayHash:
    day = (now or datetime.now(UTC)).date().isoformat()
    return DayHash(hmac.new(key, f"{kind} {day} {name}".encode(), hashlib.sha256).hexdigest())


def _network_prefix(address: str | None) -> str:
    try:
        ip = ip_address((address or "").split("%")[0])  # without the zone of a link-local address, "fe80::1%eth0"
    except ValueError:
        return "unknown"
    if isinstance(ip, IPv6Address) and not ip.is_loopback:
        if ip.ipv4_mapped is None:
            return str(ip_network((int(ip), 64), strict=False))
        ip = ip.ipv4_mapped
    return "unknown" if ip.is_loopback else str(ip)
