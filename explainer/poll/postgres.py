"""A connection to PostgreSQL that never waits longer than the present work may take.

A server that hangs, or a network that swallows packets, closes nothing. The limits that PostgreSQL itself offers do not
help then: the server would have to keep them, and the system on its machine still confirms what it receives.
"""

from typing import Any

import psycopg
from psycopg.abc import RV, PQGen

from explainer.poll.deadline import seconds_left


class TimedConnection(psycopg.Connection[Any]):
    """Closes itself when the deadline has passed: a late answer would be taken for the next question's."""

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """Wait for the server; :mod:`explainer.poll.deadline` limits how long. Raises the driver's errors."""
        left = seconds_left()
        limits = [limit for limit in (left, timeout) if limit is not None]
        try:
            return super().wait(gen, interval, min(limits, default=None))
        except psycopg.OperationalError:
            if seconds_left() == 0:
                self.close()
            raise
