"""Whoever forges the address of a proxy is still counted under the address that nginx sees."""

from sqlalchemy import create_engine, select

from benchmarks.sessions import Session
from deploy.replicas import Replicas
from explainer.poll.database import to_url
from explainer.poll.schema import counts


def new_visitors(running: Replicas) -> dict[str, int]:
    """How many new visitors each network brought today, by its hash."""
    engine = create_engine(to_url(running.database))
    with engine.connect() as connection:
        rows = connection.execute(select(counts.c.who, counts.c.used).where(counts.c.kind == "visitor day")).all()
    engine.dispose()
    return {who: used for who, used in rows}


def vote(running: Replicas, forged: str) -> None:
    options = {"additional_headers": {"X-Forwarded-For": forged}, "legacy": True}
    session = Session(running.address, "faq", **options)  # type: ignore[arg-type]
    session.run()
    session.run({"poll-site": ["love"]})
    session.close()


def test_a_forged_address_through_nginx_makes_no_other_network(running: Replicas) -> None:
    vote(running, "203.0.113.1")
    before = new_visitors(running)
    vote(running, "203.0.113.2")
    vote(running, "203.0.113.3, 198.51.100.7")
    after = new_visitors(running)
    assert after.keys() == before.keys()
    assert sum(after.values()) == sum(before.values()) + 2
