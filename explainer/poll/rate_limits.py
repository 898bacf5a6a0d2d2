"""Limit how many votes one network may send in a minute, so that a script cannot outvote readers.

The counts are in the store. A network is known by a keyed hash of its address and the date, so it cannot be recognised
the next day; the address itself is never stored.
"""

import hashlib
import hmac
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NewType

from sqlalchemy import Connection, delete, select, tuple_

from explainer.poll.database import dialect_insert
from explainer.poll.schema import network_minutes

Network = NewType("Network", str)
"""Keyed hash of a network's address and the date."""


class LimitReachedError(RuntimeError):
    """The network has reached its limit for this minute; the vote was not written."""


@dataclass(frozen=True)
class RateLimit:
    """Limits of one network per minute: all votes, and visitors who vote for the first time. 0 means no limit."""

    network: Network
    votes: int = 120
    visitors: int = 30

    @classmethod
    def from_environment(cls, network: Network) -> "RateLimit":
        """Read ``EXPLAINER_VOTES_A_MINUTE`` and ``EXPLAINER_VISITORS_A_MINUTE``; unset means the default.

        Raises ``ValueError`` if one of them is not a whole number.
        """
        return cls(
            network,
            votes=int(os.environ.get("EXPLAINER_VOTES_A_MINUTE") or cls.votes),
            visitors=int(os.environ.get("EXPLAINER_VISITORS_A_MINUTE") or cls.visitors),
        )

    def count_vote(self, connection: Connection, *, is_new_visitor: bool, now: datetime | None = None) -> None:
        """Count one vote, and one new visitor, in the present minute. Raises :class:`LimitReachedError`."""
        minute = int((now or datetime.now(UTC)).timestamp()) // 60
        if self.visitors and is_new_visitor:  # visitors before votes everywhere, so that no two transactions deadlock
            _increment(connection, self.network, "visitor", minute, self.visitors)
        if self.votes:
            _increment(connection, self.network, "vote", minute, self.votes)


def _increment(connection: Connection, network: Network, kind: str, minute: int, limit: int) -> None:
    row = dialect_insert(connection)(network_minutes).values(network=network, kind=kind, minute=minute, used=1)
    upsert = row.on_conflict_do_update(
        index_elements=["network", "kind", "minute"], set_={"used": network_minutes.c.used + 1}
    )
    used = connection.scalar(upsert.returning(network_minutes.c.used))
    if used > limit:
        raise LimitReachedError(kind)
    if used == 1:
        _delete_before(connection, minute - 1)


def _delete_before(connection: Connection, minute: int) -> None:
    """Delete the counts of past minutes. Rows locked by another transaction are skipped, so that nobody waits here."""
    columns = (network_minutes.c.network, network_minutes.c.kind, network_minutes.c.minute)
    past = select(*columns).where(network_minutes.c.minute < minute).with_for_update(skip_locked=True)
    connection.execute(delete(network_minutes).where(tuple_(*columns).in_(past)))


def hash_network(address: str | None, key: bytes, now: datetime | None = None) -> Network:
    """Return the keyed hash of today's date and the network of an IP address.

    The network is the IPv4 address itself, or the /64 prefix of an IPv6 address, which is what one customer gets.
    All visitors without a valid address share one network.
    """
    day = (now or datetime.now(UTC)).date().isoformat()
    return Network(hmac.new(key, f"network {day} {_network_prefix(address)}".encode(), hashlib.sha256).hexdigest())


def _network_prefix(address: str | None) -> str:
    try:
        ip = ip_address((address or "").split("%")[0])  # without the zone of a link-local address, "fe80::1%eth0"
    except ValueError:
        return "unknown"
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped is None:
            return str(ip_network((int(ip), 64), strict=False))
        ip = ip.ipv4_mapped
    return str(ip)
