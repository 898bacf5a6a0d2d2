"""The data package over HTTP: types, caching, other origins, and what is said of a file that is not there."""

import gzip
import io
import json
import zipfile

import pytest
from starlette.applications import Starlette

from explainer.content import content
from explainer.reuse.package import package
from explainer.web.data_files import data_routes
from tests.web.asgi import Answer, request

SITE = Starlette(routes=data_routes())


def ask(path: str, **headers: str) -> Answer:
    return request(SITE, path, **headers)


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("trials.csv", "text/csv; charset=utf-8"),
        ("trials.parquet", "application/vnd.apache.parquet"),
        ("datapackage.json", "application/json"),
        ("ketamine-in-evidence.zip", "application/zip"),
    ],
)
def test_a_file_has_its_type_an_etag_a_date_and_may_be_read_from_anywhere(name: str, media_type: str) -> None:
    answer = ask(f"/data/{name}")
    assert answer.status == 200
    assert answer.body == package(content()).files[name]
    assert answer.headers["content-type"] == media_type
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "max-age" in answer.headers["cache-control"]
    for condition in (
        {"if_none_match": answer.headers["etag"]},
        {"if_modified_since": answer.headers["last-modified"]},
    ):
        again = ask(f"/data/{name}", **condition)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == answer.headers["etag"]


def test_another_etag_counts_for_more_than_the_time() -> None:
    since = ask("/data/trials.csv").headers["last-modified"]
    assert ask("/data/trials.csv", if_none_match='"old"', if_modified_since=since).status == 200


@pytest.mark.parametrize("since", ["yesterday", "", "Mon, 01 Jan 1990 00:00:00", "Mon, 01 Jan 1990 00:00:00 GMT"])
def test_a_time_that_is_no_time_or_long_ago_gives_the_file(since: str) -> None:
    assert ask("/data/trials.csv", if_modified_since=since).status == 200


def test_text_is_compressed_for_who_takes_it_and_a_zip_is_not() -> None:
    answer = ask("/data/trials.csv", accept_encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body) == ask("/data/trials.csv").body
    assert "content-encoding" not in ask("/data/ketamine-in-evidence.zip", accept_encoding="gzip").headers


def test_the_zip_is_saved_under_its_name() -> None:
    answer = ask("/data/ketamine-in-evidence.zip")
    assert "ketamine-in-evidence.zip" in answer.headers["content-disposition"]
    assert zipfile.ZipFile(io.BytesIO(answer.body)).testzip() is None


def test_head_says_the_same_without_the_file() -> None:
    head, whole = request(SITE, "/data/trials.csv", method="HEAD"), ask("/data/trials.csv")
    assert (head.status, head.body, head.headers.raw) == (200, b"", whole.headers.raw)


def test_options_say_who_may_read() -> None:
    answer = request(SITE, "/data/trials.csv", method="OPTIONS", origin="https://example.org")
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (204, "*")
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"


def test_a_file_that_is_not_there_is_a_problem_with_names_that_are_like_it() -> None:
    answer = ask("/data/trails.csv")
    assert (answer.status, answer.headers["content-type"]) == (404, "application/problem+json")
    problem = json.loads(answer.body)
    assert problem["status"] == 404 and "trials.csv" in problem["near"]


def test_nothing_can_be_written() -> None:
    answer = request(SITE, "/data/trials.csv", method="POST")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_below_a_base_path() -> None:
    below = Starlette(routes=data_routes("/ketamine"))
    assert request(below, "/ketamine/data/trials.csv").status == 200
    assert request(below, "/data/trials.csv").status == 404
