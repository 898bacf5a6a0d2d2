"""The API as a program sees it: records, lists with filters, forms, caching, errors."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from explainer.content import Content, content
from explainer.evidence.summary import summaries
from explainer.find.filters import matching
from explainer.find.state import State
from explainer.poll.process_store import vote_store
from explainer.views.claims import claim_filters
from explainer.views.trials import result_filters
from explainer.web.api.collections import COLLECTIONS
from explainer.web.api.routes import api_routes
from tests.web.asgi import Answer, request

SITE = Starlette(routes=api_routes())


@pytest.fixture(autouse=True)
def votes(own_var: Path) -> Iterator[None]:
    yield


def ask(path: str, query: str = "", **headers: str) -> Answer:
    return request(SITE, f"/api/v1/{path}", query=query, **headers)


def got(path: str, query: str = "") -> Any:
    answer = ask(path, query)
    assert answer.status == 200, answer.body
    return json.loads(answer.body)


def rows(path: str, query: str = "") -> list[dict[str, Any]]:
    found = got(path, query)
    assert found["count"] == len(found["rows"])
    return list(found["rows"])


def table(path: str, query: str = "") -> list[dict[str, str]]:
    answer = ask(path, query)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.body.decode())))


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_record_of_a_list_is_there_by_its_id_and_as_csv(name: str) -> None:
    listed = rows(name)
    assert len({row["id"] for row in listed}) == len(listed)
    for row in listed[:: max(1, len(listed) // 5)]:
        assert got(f"{name}/{row['id']}") == row
        assert [each["id"] for each in table(f"{name}/{row['id']}.csv")] == [row["id"]]
    assert [row["id"] for row in table(f"{name}.csv")] == [row["id"] for row in listed]


def test_a_trial_says_what_its_row_says_and_where_it_is_used(site_content: Content) -> None:
    result = site_content.results[0]
    trial = site_content.trials[result.trial]
    said = got(f"trials/{trial.id}")
    assert (said["drug"], said["n_randomised"], said["source"]) == (trial.drug, trial.n_randomised, trial.source)
    assert result.id in said["derived"]["results"] and result.condition in said["derived"]["conditions"]


def test_our_own_values_are_apart_from_the_columns(site_content: Content) -> None:
    for row in rows("conditions"):
        counts = next(each.counts for each in summaries(site_content) if each.id == row["id"])
        assert (row["derived"]["trials"], row["derived"]["people"]) == (counts.trials, counts.people)
        assert "trials" not in row
    computed = [row for row in rows("results") if row["derived"]["interval_from"] == "head-counts"]
    assert computed and all(row["ci_low"] is None for row in computed)
    printed = [row for row in rows("results") if row["derived"]["interval_from"] == "printed"]
    turned = [row for row in printed if row["ketamine_better_when"] == "below" and row["derived"]["null_value"] == 0]
    assert turned and all(row["derived"]["estimate"] == -row["estimate"] for row in turned)


def test_filters_keep_what_the_pages_keep(site_content: Content) -> None:
    condition = site_content.results[0].condition
    here = [row for row in site_content.results if row.condition == condition]
    state = State.of(main="true", least="100")
    expected = [row.id for row in matching(here, result_filters(here), state)]
    assert expected and [row["id"] for row in rows("results", f"of={condition}&main=true&least=100")] == expected
    claims = matching(site_content.claims, claim_filters(site_content), State.of(verdict=["partly", "overstated"]))
    assert [row["id"] for row in rows("claims", "verdict=partly&verdict=overstated")] == [claim.id for claim in claims]
    assert {row["table"] for row in rows("facts", "table=misuse")} == {"misuse"}


def test_a_search_finds_what_the_page_finds() -> None:
    found = rows("search", "for=bladder")
    assert any(row["address"] == "faq?q=bladder" for row in found)
    assert rows("search", "for=qqqqqqqq") == []


def test_reactions_are_counts_alone(site_content: Content) -> None:
    question = next(iter(site_content.faq))
    vote_store().vote("a-visitor", question, "love")
    said = got(f"reactions/{question}")
    assert (said["love"], said["sad"], said["total"]) == (1, 0, 1)
    assert "a-visitor" not in ask("reactions").body.decode()
    assert {row["question"] for row in rows("reactions")} == {"site", *site_content.faq}
    assert ask("reactions").headers["cache-control"] == "no-cache"


def test_votes_that_cannot_be_reached_are_no_error_of_ours_and_the_rest_answers(own_var: Path) -> None:
    own_var.mkdir()
    (own_var / "votes.sqlite3").write_bytes(b"not a database" * 100)
    answer = ask("reactions")
    assert (answer.status, answer.headers["content-type"]) == (503, "application/problem+json")
    assert ask("trials").status == 200


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("application/json;q=0.5, text/csv", "text/csv; charset=utf-8"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
        ("text/*", "text/csv; charset=utf-8"),
        ("text/csv;q=0, */*", "application/json"),
        ("text/csv;q=nonsense, application/json;q=0.1", "application/json"),
    ],
)
def test_the_form_is_what_the_reader_likes_best(accept: str, form: str) -> None:
    assert ask("claims", accept=accept).headers["content-type"] == form


def test_the_end_of_the_path_counts_for_more_than_accept() -> None:
    assert ask("claims.csv", accept="application/json").headers["content-type"].startswith("text/csv")
    assert ask("claims.json", accept="text/csv").headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("path", "query", "status", "member"),
    [
        ("trials/no-such-trial-2013", "", 404, "near"),
        ("trails", "", 404, "near"),
        ("search/bladder", "", 404, "collections"),
        ("trials", "drug=ketamine", 400, "parameters"),
        ("results", "given=cocaine", 400, "allowed"),
        ("trials", "least=many", 400, "allowed"),
        ("trials", "least=1000000", 400, "allowed"),
        ("results", "main=yes", 400, "allowed"),
        ("sources", f"works={'x' * 300}", 400, "allowed"),
        ("search", "", 400, "parameters"),
        ("trials", "&".join(["of=ptsd"] * 300), 400, "detail"),
    ],
)
def test_a_request_that_is_wrong_says_what_would_be_right(path: str, query: str, status: int, member: str) -> None:
    answer = ask(path, query)
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")
    problem = json.loads(answer.body)
    assert problem["status"] == status and problem["title"] and problem[member]
    assert answer.headers["cache-control"] == "no-store"


def test_a_mistyped_id_gets_the_right_one(site_content: Content) -> None:
    trial = next(iter(site_content.trials))
    assert trial in json.loads(ask(f"trials/{trial[1:]}").body)["near"]


def test_no_form_but_json_and_csv() -> None:
    assert ask("trials", accept="image/png").status == 406


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_written(method: str) -> None:
    answer = request(SITE, "/api/v1/trials", method=method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.headers["content-type"] == "application/problem+json"


def test_whoever_has_it_gets_304_and_head_gets_the_headers() -> None:
    whole = ask("trials")
    assert ask("trials", if_none_match=whole.headers["etag"]).status == 304
    assert ask("trials.csv", if_none_match=whole.headers["etag"]).status == 200
    head = request(SITE, "/api/v1/trials", method="HEAD")
    assert (head.body, head.headers.raw) == (b"", whole.headers.raw)
    assert "accept" in whole.headers["vary"].lower()


def test_numbers_are_numbers_and_not_known_is_null() -> None:
    for row in rows("results"):
        for name in ("estimate", "ci_low", "n_ketamine", "pct_control"):
            assert row[name] is None or (isinstance(row[name], int | float) and not isinstance(row[name], bool))
        assert "" not in row.values()


def test_rows_that_are_held_back_are_not_there(site_content: Content) -> None:
    held = next(iter(site_content.held))
    assert ask(f"results/{held}").status == ask(f"pooled/{held}").status == 404


def test_below_a_base_path() -> None:
    below = Starlette(routes=api_routes("/ketamine"))
    assert request(below, "/ketamine/api/v1/trials").status == 200
    document = json.loads(request(below, "/ketamine/api/v1/openapi.json", host="example.org").body)
    assert document["servers"] == [{"url": "http://example.org/ketamine/api/v1"}]
    assert request(below, "/ketamine/api/v1").headers["location"] == "./v1/"


def test_the_page_about_it_has_no_script_and_links_that_lead_somewhere() -> None:
    page = ask("").body.decode()
    assert "<script" not in page
    for link in {part.split('"')[0] for part in page.split('href="../../api/v1/')[1:]}:
        path, _, query = link.replace("&amp;", "&").partition("?")
        assert ask(path, query).status == 200, link
    assert all(name in page for name in COLLECTIONS)


def test_every_column_and_filter_is_on_the_page() -> None:
    page = ask("").body.decode()
    names = [name for each in COLLECTIONS.values() for name in each.schema.get("properties", ())]
    names += [each.key for collection in COLLECTIONS.values() for each in collection.filters(content())]
    assert [name for name in names if name not in page] == []
