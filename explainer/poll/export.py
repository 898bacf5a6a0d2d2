"""The votes as a table for anyone to work with, without anything that tells one visitor from another."""

import csv
from collections import Counter
from typing import TextIO

from sqlalchemy import select

from explainer.poll.schema import votes
from explainer.poll.store import VoteStore

COLUMNS = ("question", "reaction", "day", "votes")


def write_csv(store: VoteStore, out: TextIO) -> int:
    """One row a question, reaction and day (UTC): visitors and times of day stay out. How many rows there are.

    A vote that was changed stands at the day of the change.
    """
    counted: Counter[tuple[str, str, str]] = Counter()
    with store.engine.connect() as connection:
        chosen = select(votes.c.question, votes.c.reaction, votes.c.voted_at)
        for question, reaction, at in connection.execution_options(yield_per=10_000).execute(chosen):
            counted[question, reaction, at.date().isoformat()] += 1
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((*each, number) for each, number in sorted(counted.items()))
    return len(counted)
