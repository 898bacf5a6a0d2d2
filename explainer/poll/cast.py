"""What a reader does at a poll, whichever way they came: read how it stands, and cast a vote.

The app (:mod:`explainer.poll.widget`) and the form of the HTML (:mod:`explainer.web.reactions`) both act through it.
"""

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from explainer.poll.deadline import within
from explainer.poll.process_store import (
    FAILURES,
    OpenVotes,
    RestingError,
    after_failed_vote,
    end_rest,
    open_votes,
    read_votes,
)
from explainer.poll.rate_limits import LimitReachedError, RateLimit, hash_network, hash_of_day
from explainer.poll.store import InvalidVoteError
from explainer.poll.visitor import visitor_hash

log = logging.getLogger(__name__)

VOTE_SECONDS = 10.0
"""Longest time that a vote takes: others may be before it in the queue. Then it was not saved."""


class NotSavedError(RuntimeError):
    """A vote was not written: a limit was reached, it was no vote, or the store could not be reached."""

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
    """The key of the visitors, once it is known to be the one of these votes.

    It may wait for the store, at most a second. Raises :class:`RestingError`.
    """
    return read_votes(lambda votes: votes.key)


def standing(question: str, token: str | None) -> Standing:
    """How a poll stands; ``token`` is the visitor's, if they have one. Raises :class:`RestingError`."""
    return standings([question], token)[question]


def standings(questions: Collection[str], token: str | None) -> Mapping[str, Standing]:
    """How several polls stand, by question. Raises :class:`RestingError`."""

    def read(votes: OpenVotes) -> Mapping[str, Standing]:
        own = votes.store.reactions_of(visitor_hash(token, votes.key), questions) if token else {}
        return {each: Standing(tally, own.get(each)) for each, tally in votes.store.tallies(questions).items()}

    return read_votes(read)


def cast(token: str, question: str, reaction: str | None, address: str | None) -> None:
    """Set, change or take back (``None``) a visitor's reaction. ``address`` is their IP address.

    When this returns, the vote is on disk. Raises :class:`NotSavedError`; then nothing was written, unless the database
    stopped answering in the very moment of writing.
    """
    try:
        with within(VOTE_SECONDS):
            votes = open_votes()
            visitor = visitor_hash(token, votes.key)
            limit = RateLimit.from_environment(hash_network(address, votes.key), hash_of_day(visitor, votes.key))
            votes.store.vote(visitor, question, reaction, limit, key=votes.key)
            end_rest()
    except LimitReachedError as error:
        log.warning("a limit was reached (%s)", error)
        raise NotSavedError("limit", error.retry_seconds) from error
    except InvalidVoteError as error:
        log.warning("invalid vote: %s %s", type(error).__name__, error)
        raise NotSavedError("invalid") from error
    except RestingError as error:
        log.warning("a vote on %s was not saved: %s", question, error)
        raise NotSavedError("outage") from error
    except FAILURES as error:
        log.exception("a vote on %s was not saved", question)
        after_failed_vote(error)
        raise NotSavedError("outage") from error
