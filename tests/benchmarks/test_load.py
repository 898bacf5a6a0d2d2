"""What the load tests decide: where they may send, which votes count as saved, what is a breach."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.bounds import MAX_READERS, at_most, on_this_machine, source_address
from benchmarks.ledger import Answer, Vote, answer_of, append, audit, read
from benchmarks.soak import Course, report
from benchmarks.throughput import figures

ANN, BEN, QUESTION = "a" * 64, "b" * 64, "is-it-legal"


@pytest.mark.parametrize("address", ["http://127.0.0.1:8501", "http://127.3.2.1/ketamine", "http://[::1]:8501"])
def test_load_is_sent_to_this_machine(address: str) -> None:
    assert on_this_machine(address) == address


@pytest.mark.parametrize(
    "address", ["http://example.org", "http://localhost:8501", "http://10.0.0.1", "http://0.0.0.0", "", "127.0.0.1:80"]
)
def test_load_is_sent_nowhere_else(address: str) -> None:
    with pytest.raises(ValueError, match="this machine alone"):
        on_this_machine(address)


@pytest.mark.parametrize("readers", [0, -1, MAX_READERS + 1])
def test_the_number_of_readers_is_bounded(readers: int) -> None:
    with pytest.raises(ValueError, match=r"readers must be from 1 to 10,000"):
        at_most(readers, MAX_READERS, "readers")


def test_each_reader_has_an_address_of_this_machine_that_no_other_has() -> None:
    addresses = {source_address(number) for number in range(MAX_READERS)}
    assert len(addresses) == MAX_READERS
    assert all(on_this_machine(f"http://{each}") for each in addresses)


@pytest.mark.parametrize(
    ("status", "location", "answer"),
    [
        (303, f"./faq?q={QUESTION}&reacted={QUESTION}#poll-{QUESTION}", "saved"),
        (303, f"./faq?q={QUESTION}&reacted={QUESTION}&refused=limit#poll-{QUESTION}", "refused"),
        (303, f"./faq?q={QUESTION}&reacted={QUESTION}&refused=outage#poll-{QUESTION}", "lost"),
        (303, f"./faq?q={QUESTION}#poll-{QUESTION}", "refused"),
        (303, "./faq?q=other&reacted=other", "refused"),
        (429, "", "refused"),
        (404, "", "refused"),
        (503, "", "lost"),
        (0, "", "lost"),
    ],
)
def test_an_answer_to_a_vote_says_whether_it_was_saved(status: int, location: str, answer: str) -> None:
    assert answer_of(status, location, QUESTION) == answer


def votes(*answers: tuple[str, Answer]) -> list[Vote]:
    return [Vote(number, ANN, QUESTION, reaction, answer) for number, (reaction, answer) in enumerate(answers)]


@pytest.mark.parametrize(
    ("sent", "stored", "breaches"),
    [
        (votes(("love", "saved")), "love", 0),
        (votes(("love", "saved")), None, 1),
        (votes(("love", "saved")), "sad", 1),
        (votes(("love", "saved"), ("sad", "saved")), "sad", 0),
        (votes(("love", "saved"), ("sad", "saved")), "love", 1),
        (votes(("love", "saved"), ("sad", "refused")), "love", 0),
        (votes(("love", "saved"), ("sad", "refused")), "sad", 1),
        (votes(("love", "saved"), ("sad", "lost")), "love", 0),
        (votes(("love", "saved"), ("sad", "lost")), "sad", 0),
        (votes(("love", "saved"), ("sad", "lost")), None, 1),
        (votes(("love", "lost")), None, 0),
        (votes(("love", "lost"), ("sad", "saved")), "love", 1),
    ],
)
def test_a_saved_vote_must_be_stored_and_a_lost_one_may_be(sent: list[Vote], stored: str | None, breaches: int) -> None:
    found = audit(sent, {(ANN, QUESTION): stored} if stored else {})
    assert len(found.breaches) == breaches


def test_a_stored_vote_of_an_unknown_visitor_needs_an_answer_that_was_lost() -> None:
    stored = {(BEN, QUESTION): "love"}
    assert audit([Vote(0, "", QUESTION, "love", "lost")], stored).breaches == ()
    assert len(audit([Vote(0, "", QUESTION, "love", "refused")], stored).breaches) == 1


def test_a_vote_counts_as_it_was_written_down_last(tmp_path: Path) -> None:
    file = tmp_path / "votes.jsonl"
    sent, waiting = Vote(0, "", QUESTION, "love", "lost"), Vote(1, ANN, QUESTION, "sad", "lost")
    answered = replace(sent, visitor=BEN, answer="saved")
    for each in (sent, waiting, answered):
        append(file, each)
    assert read(file) == [waiting, answered]


def test_the_report_of_a_soak_names_every_breach() -> None:
    whole = Course("one process", 1, [200], audit=audit([], {}))
    assert whole.breaches == []
    assert "BREACH" not in report([whole])
    whole.failures = {"page": 2, "vote": 9, "rerun": 1}
    whole.events = ["disk full: NOT DONE, there was no time"]
    assert len(whole.breaches) == 2  # votes may fail, and a killed replica cuts the app's connections
    assert "BREACH: 2 pages did not come" in report([whole])


def test_the_figures_of_wrk_are_read() -> None:
    said = (
        "  Latency Distribution\n     50%  500.00us\n     75%  530.51ms\n     99%    1.09s \n  992 requests in 8.06s\n"
        "  Socket errors: connect 0, read 2, write 0, timeout 1\n  Non-2xx or 3xx responses: 4\n"
        "Requests/sec:   1230.5\n"
    )
    assert figures(said) == (1230.5, 0.5, 1090.0, 7)
    with pytest.raises(ValueError, match="something else"):
        figures("unable to connect")
