"""Whether this site can take a vote, for whoever runs it."""

import logging
import threading
import time

from explainer.poll.deadline import within
from explainer.poll.key import key_fault
from explainer.poll.process_store import FAILURES, RestingError, after_failed_vote, end_rest, open_votes, reason
from explainer.settings import var_dir

log = logging.getLogger(__name__)

TRY_SECONDS = 3.0
KEPT_SECONDS = 1.0
"""For how long an answer is given again: each one costs a write, and anybody may ask."""

_trying = threading.Lock()
_answers: dict[str, tuple[float, str | None]] = {}


def fault() -> str | None:
    """Say in plain words, without secrets, what is wrong with the votes or their key; ``None`` if nothing is.

    It writes to the store as a vote does, and looks at the key that a restart would find.
    """
    with _trying:
        at, answer = _answers.get(str(var_dir()), (-KEPT_SECONDS, None))
        if time.monotonic() - at >= KEPT_SECONDS:
            answer = _fault()
            _answers[str(var_dir())] = time.monotonic(), answer
        return answer


def _fault() -> str | None:
    try:
        with within(TRY_SECONDS):
            votes = open_votes()
            votes.store.try_writing(votes.key)
            end_rest()
    except RestingError as error:
        return str(error)
    except FAILURES as error:
        log.exception("no vote can be written")
        after_failed_vote(error)
        return reason(error)
    return key_fault(var_dir())
