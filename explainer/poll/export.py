"""Export the votes as a table that anyone may use: it holds nothing that identifies a visitor."""

import csv
from collections import Counter
from typing import TextIO

from sqlalchemy import select

from explainer.poll.schema import votes
from explainer.poll.store import VoteStore

COLUMNS = ("question", "reaction", "day", "votes")


def write_csv(store: VoteStore, file: TextIO) -> None:
    """Write one row for each question, reaction and day (UTC); visitors and times of day are left out.

    A changed vote counts on the day of its last change.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    query = select(votes.c.question, votes.c.reaction, votes.c.voted_at)
    with store.engine.connect() as connection:
        for question, reaction, voted_at in connection.execution_options(yield_per=10_000).execute(query):
            counts[question, reaction, voted_at.date().isoformat()] += 1
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((*key, number) for key, number in sorted(counts.items()))
