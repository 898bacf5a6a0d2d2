"""What a reader does at a poll, whichever way they came: read how it stands, and cast a vote.

The app (:mod:`explainer.poll.widget`) and the form of the HTML (:mod:`explainer.web.reactions`) both act through it.
"""

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.exc import SQLAlchemyError

from explainer.poll.process_store import RestingError, at_store, vote_store
from explainer.poll.rate_limits import LimitReachedError, RateLimit, hash_network
from explainer.poll.store import InvalidVoteError
from explainer.poll.visitor import secret_key, visitor_hash
from explainer.settings import var_dir

log = logging.getLogger(__name__)


class NotSavedError(RuntimeError):
    """A vote was not written: its network had reached a limit, it was no vote, or the store could not be reached."""

    def __init__(self, why: Literal["limit", "invalid", "outage"], retry_seconds: int = 0) -> None:
        super().__init__(why)
        self.why = why
        self.retry_seconds = retry_seconds
        """After how many seconds the same vote may pass; 0 where nobody knows."""


@dataclass(frozen=True)
class Standing:
    """How one poll stands, and what this visitor has chosen."""

    tally: Mapping[str, int]
    own: str | None = None


def trusted_key() -> bytes:
    """The key of the visitors, once it is known to be the one of these votes. Raises :class:`RestingError`."""
    with at_store():
        return secret_key(var_dir())


def standing(question: str, token: str | None) -> Standing:
    """How a poll stands; ``token`` is the visitor's, if they have one. Raises :class:`RestingError`."""
    return standings([question], token)[question]


def standings(questions: Collection[str], token: str | None) -> Mapping[str, Standing]:
    """How several polls stand, by question. Raises :class:`RestingError`."""
    with at_store() as store:
        visitor = visitor_hash(token, trusted_key()) if token else None
        own = {each: store.reaction_of(visitor, each) for each in questions} if visitor else {}
        return {each: Standing(tally, own.get(each)) for each, tally in store.tallies(questions).items()}


def cast(token: str, question: str, reaction: str | None, address: str | None) -> None:
    """Set, change or take back (``None``) a visitor's reaction. ``address`` is their IP address.

    When this returns, the vote is on disk. Raises :class:`NotSavedError`; then nothing was written.
    """
    try:
        key = trusted_key()
        limit = RateLimit.from_environment(hash_network(address, key))
        vote_store().vote(visitor_hash(token, key), question, reaction, limit)
    except LimitReachedError as error:
        log.warning("a network reached its limit (%s)", error)
        raise NotSavedError("limit", 60) from error
    except InvalidVoteError as error:
        log.warning("invalid vote: %s %s", type(error).__name__, error)
        raise NotSavedError("invalid") from error
    except (RestingError, SQLAlchemyError, OSError, ValueError) as error:
        log.exception("a vote on %s was not saved", question)
        raise NotSavedError("outage") from error
