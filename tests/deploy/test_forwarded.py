"""Whoever forges the address of a proxy is still counted under the address that nginx sees."""

from sqlalchemy import create_engine, select

from benchmarks.sessions import Session
from deploy.replicas import Replicas
from explainer.poll.database import to_url
from explainer.poll.schema import counts


def networks(running: Replicas) -> set[str]:
    """Hashes of the networks that brought new visitors today."""
    engine = create_engine(to_url(running.database))
    with engine.connect() as connection:
        found = set(connection.scalars(select(counts.c.who).where(counts.c.kind == "visitor day")))
    engine.dispose()
    return found


def vote(running: Replicas, forged: str) -> None:
    options = {"additional_headers": {"X-Forwarded-For": forged}, "legacy": True}
    session = Session(running, "faq", **options)  # type: ignore[arg-type]
    session.run()
    session.run({"poll-site": ["love"]})
    session.close()


def test_a_forged_address_through_nginx_makes_no_other_network(running: Replicas) -> None:
    vote(running, "203.0.113.1")
    before = networks(running)
    vote(running, "203.0.113.2")
    vote(running, "203.0.113.3, 198.51.100.7")
    assert networks(running) == before
