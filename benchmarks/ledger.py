"""What voters were told, beside what the store holds: no acknowledged vote may be missing or different.

A vote whose answer was lost or was a server error may be stored or not: both are right, and it is counted.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

Answer = Literal["saved", "refused", "lost"]
SECRET = "load-test-" * 7
"""The key of the visitors in all load tests, known to them so that they can sign cookies and find each voter's row."""


@dataclass(frozen=True)
class Vote:
    """One vote that was sent, and what came back.

    It is written down twice: as lost when it is sent, and with its answer when that has come.
    """

    number: int
    """Tells it from all others."""
    visitor: str
    """Token of the visitor's cookie; empty if the answer that would have brought it was lost."""
    question: str
    reaction: str
    answer: Answer


@dataclass(frozen=True)
class Audit:
    """The comparison. ``breaches`` says in words what is wrong; empty means that nothing is."""

    acknowledged: int
    """Votes that the server said were saved."""
    lost: int
    refused: int
    stored: int
    """Visitors' reactions in the store."""
    breaches: tuple[str, ...]


def answer_of(status: int, location: str, question: str) -> Answer:
    """What an answer to ``POST /react`` means: 303 to the question with ``reacted`` and without ``refused`` is "saved".

    After an outage nobody knows: the database may have stopped answering in the very moment of writing.
    """
    query = dict(parse_qsl(urlsplit(location).query))
    if status == 0 or status >= 500 or query.get("refused") == "outage":
        return "lost"
    return "saved" if status == 303 and query.get("reacted") == question and "refused" not in query else "refused"


def append(file: Path, vote: Vote) -> None:
    """Write down a vote."""
    with file.open("a", encoding="utf-8") as handle:
        handle.write(json.dumps(asdict(vote)) + "\n")


def read(file: Path) -> list[Vote]:
    """All votes that were written down, each as it was written last, in the order of the answers."""
    votes: dict[int, Vote] = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else []:
        vote = Vote(**json.loads(line))
        votes.pop(vote.number, None)
        votes[vote.number] = vote
    return list(votes.values())


def audit(votes: Iterable[Vote], stored: Mapping[tuple[str, str], str]) -> Audit:
    """Compare. ``votes`` have hashes for tokens already; ``stored`` has reactions by visitor's hash and question."""
    right: dict[tuple[str, str], set[str | None]] = {}
    numbers = {"saved": 0, "refused": 0, "lost": 0}
    nameless = 0
    for vote in votes:
        numbers[vote.answer] += 1
        if not vote.visitor:
            nameless += vote.answer == "lost"
            continue
        pair = (vote.visitor, vote.question)
        if vote.answer == "saved":
            right[pair] = {vote.reaction}
        elif vote.answer == "lost":
            right[pair] = right.get(pair, {None}) | {vote.reaction}
    wrong = [
        f"{visitor[:8]}… on {question}: told {' or '.join(map(str, allowed))}, stored {stored.get((visitor, question))}"
        for (visitor, question), allowed in right.items()
        if stored.get((visitor, question)) not in allowed
    ]
    strangers = len(stored.keys() - right.keys())
    if strangers > nameless:
        wrong.append(f"{strangers} reactions of visitors who never got a cookie, but only {nameless} answers were lost")
    return Audit(numbers["saved"], numbers["lost"], numbers["refused"], len(stored), tuple(wrong))
