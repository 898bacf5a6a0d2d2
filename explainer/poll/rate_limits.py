"""How much one network may vote in a minute, so that a script can't outvote readers. State is in the store.

A network is known for a day at most, by a keyed hash of its address and the date; the address itself is never kept.
"""

import hashlib
import hmac
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NewType

from sqlalchemy import Connection, delete, select, tuple_

from explainer.poll.database import insert_of
from explainer.poll.schema import network_minutes

Network = NewType("Network", str)
"""Keyed hash of a network's address and the day."""


class LimitReachedError(RuntimeError):
    """The visitor's network has used up its minute; the vote was not written."""


@dataclass(frozen=True)
class Allowance:
    """How much a network may do in a minute: votes, and visitors who vote for the first time. 0 is no limit."""

    network: Network
    votes: int = 120
    visitors: int = 30

    @classmethod
    def configured(cls, network: Network) -> "Allowance":
        """``EXPLAINER_VOTES_A_MINUTE`` and ``EXPLAINER_VISITORS_A_MINUTE``, or what is said above.

        Raises ``ValueError`` if one is set and no whole number.
        """
        return cls(
            network,
            votes=int(os.environ.get("EXPLAINER_VOTES_A_MINUTE") or cls.votes),
            visitors=int(os.environ.get("EXPLAINER_VISITORS_A_MINUTE") or cls.visitors),
        )

    def use(self, connection: Connection, *, is_new: bool, now: datetime | None = None) -> None:
        """Count one vote, and one new visitor, against the network's minute. Raises :class:`LimitReachedError`."""
        minute = int((now or datetime.now(UTC)).timestamp()) // 60
        if self.visitors and is_new:  # always in this order, so that two transactions never wait for each other
            _use_one(connection, self.network, "visitor", minute, self.visitors)
        if self.votes:
            _use_one(connection, self.network, "vote", minute, self.votes)


def _use_one(connection: Connection, network: Network, kind: str, minute: int, limit: int) -> None:
    row = insert_of(connection)(network_minutes).values(network=network, kind=kind, minute=minute, used=1)
    one_more = row.on_conflict_do_update(
        index_elements=["network", "kind", "minute"], set_={"used": network_minutes.c.used + 1}
    )
    used = connection.scalar(one_more.returning(network_minutes.c.used))
    if used > limit:
        raise LimitReachedError(kind)
    if used == 1:
        _forget_before(connection, minute - 1)


def _forget_before(connection: Connection, minute: int) -> None:
    """Delete what past minutes counted. Rows that another transaction is at are left to it, so none waits here."""
    columns = (network_minutes.c.network, network_minutes.c.kind, network_minutes.c.minute)
    past = select(*columns).where(network_minutes.c.minute < minute).with_for_update(skip_locked=True)
    connection.execute(delete(network_minutes).where(tuple_(*columns).in_(past)))


def network_of(address: str | None, key: bytes, now: datetime | None = None) -> Network:
    """The network an address belongs to, today: the address itself, of IPv6 its /64, which is what one customer gets.

    Without a readable address all such visitors are one network.
    """
    day = (now or datetime.now(UTC)).date().isoformat()
    return Network(hmac.new(key, f"network {day} {_prefix(address)}".encode(), hashlib.sha256).hexdigest())


def _prefix(address: str | None) -> str:
    try:
        ip = ip_address((address or "").split("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped is None:
            return str(ip_network((int(ip), 64), strict=False))
        ip = ip.ipv4_mapped
    return str(ip)
