"""What a load balancer asks: is the process up, is it ready for readers."""

import json
from pathlib import Path

import pytest
from starlette.applications import Starlette

from explainer.content import content
from explainer.poll import ready
from explainer.poll.cast import cast, standing
from explainer.poll.process_store import close_store
from explainer.web.health import health_routes
from tests.content.spoil import set_cells
from tests.poll.full_disk import full_disk
from tests.web.asgi import Answer, request

SITE = Starlette(routes=health_routes())


@pytest.fixture(autouse=True)
def every_answer_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready, "KEPT_SECONDS", 0.0)


def asked(path: str) -> tuple[int, dict[str, str]]:
    answer: Answer = request(SITE, path)
    assert answer.headers["cache-control"] == "no-store"
    return answer.status, json.loads(answer.body)


def test_a_sound_server_is_up_and_ready(own_var: Path) -> None:
    assert asked("/healthz") == (200, {"process": "up"})
    assert asked("/readyz") == (200, {"data": "valid", "votes": "reachable"})


def test_without_its_votes_a_server_is_up_and_not_ready_and_ready_again_when_they_are_back(own_var: Path) -> None:
    own_var.mkdir()
    votes = own_var / "votes.sqlite3"
    votes.write_bytes(b"not a database" * 100)
    why = "The file of the votes can't be used: file is not a database."
    assert asked("/readyz") == (503, {"data": "valid", "votes": "resting", "why": why})
    assert asked("/healthz")[0] == 200
    votes.unlink()
    assert asked("/readyz")[0] == 503  # it rests a little before it looks again
    close_store()
    assert asked("/readyz")[0] == 200


def test_with_a_fault_in_its_data_a_server_is_not_ready(
    own_var: Path, data_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_cells(data_copy, "sources", "abbar-2022", url="")
    monkeypatch.setenv("EXPLAINER_DATA", str(data_copy))
    content.cache_clear()
    try:
        assert asked("/readyz") == (503, {"data": "invalid", "votes": "resting"})
    finally:
        monkeypatch.delenv("EXPLAINER_DATA")
        content.cache_clear()


@pytest.mark.parametrize("away", ["postgresql://nobody:secret@127.0.0.1:1/votes", "nonsense:secret", "mysql://x/y"])
def test_a_database_that_cannot_be_had_is_no_error_of_the_server(
    own_var: Path, monkeypatch: pytest.MonkeyPatch, away: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", away)
    status, states = asked("/readyz")
    assert (status, states["data"], states["votes"]) == (503, "valid", "resting")
    assert states["why"] and "secret" not in states["why"]


def test_a_full_disk_makes_a_server_not_ready_though_tallies_can_be_read(own_var: Path) -> None:
    cast("0" * 32, "site", "love", None)
    with full_disk(own_var):
        status, states = asked("/readyz")
        assert standing("site", None).tally["love"] == 1
    assert status == 503
    assert states["why"].startswith("The file of the votes can't be used: ")
    assert asked("/readyz")[0] == 200


def test_a_key_that_is_lost_while_the_site_runs_is_told_and_votes_still_count_once(own_var: Path) -> None:
    cast("0" * 32, "site", "love", None)
    (own_var / "visitor.key").unlink()
    cast("0" * 32, "site", "sad", None)
    assert sum(standing("site", "0" * 32).tally.values()) == 1
    status, states = asked("/readyz")
    assert status == 503
    assert f"{own_var / 'visitor.key'} is gone" in states["why"]


def test_below_a_base_path_they_answer_there_and_to_whoever_asks_the_process_itself(own_var: Path) -> None:
    site = Starlette(routes=health_routes("/ketamine"))
    assert [request(site, path).status for path in ("/ketamine/readyz", "/readyz", "/other/readyz")] == [200, 200, 404]
