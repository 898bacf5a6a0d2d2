"""make retractions and make watch against a server that answers in the documented shapes, and in others."""

import csv
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explainer.content import content, load
from explainer.settings import ROOT
from explainer.upkeep import clinicaltrials, http, pubmed, retractions, watch
from explainer.upkeep.finds import read_finds, write_finds
from explainer.upkeep.http import TRIES, NoAnswerError, Service
from tests.content.spoil import read, set_cells, write
from tests.upkeep.services import (
    Asked,
    Reply,
    Server,
    as_json,
    crossref,
    esearch,
    esummary,
    notice,
    paper,
    serving,
    studies,
    study,
)

CONTACT = "curator@example.org"
PARSAIK = "10.1097/PRA.0000000000000106"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def service(server: Server) -> Service:
    return Service(server.base, CONTACT, pause=0, wait=0.001)


@pytest.fixture
def few(data_copy: Path) -> Path:
    """The tables with three DOIs: one of a retracted paper, two of others."""
    header, rows = read(data_copy, "sources")
    for row in rows:
        row[header.index("doi")] = ""
    write(data_copy, "sources", header, rows)
    set_cells(data_copy, "sources", "parsaik-2015", doi=PARSAIK)
    set_cells(data_copy, "sources", "feder-2021", doi="10.1000/feder<1>;2-I")
    set_cells(data_copy, "sources", "abbar-2022", doi="10.1000/abbar")
    return data_copy


def command(module: str, var: Path, data: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if not key.startswith("EXPLAINER_")}
    env |= {"EXPLAINER_VAR": str(var), "EXPLAINER_CONTACT": CONTACT, **more}
    env |= {"EXPLAINER_DATA": str(data)} if data else {}
    line = [sys.executable, "-m", f"explainer.upkeep.{module}"]
    return subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


# Retractions


def test_each_notice_is_listed_once_with_what_we_know_of_it(few: Path, tmp_path: Path, server: Server) -> None:
    server.replies["/works/"] = crossref({
        PARSAIK: [notice("retraction", "10.1097/n1", 2018, 7), notice("correction", "10.1097/n2", 2016)],
        "10.1000/feder<1>;2-I": [
            notice("expression-of-concern", "10.1000/n3", 2026, 11, 5),
            notice("expression_of_concern", "10.1000/N3", 2026, 11, 5, source="retraction-watch"),
        ],
    })  # fmt: skip
    done = command("retractions", tmp_path, few, EXPLAINER_CROSSREF=server.base)
    assert done.returncode == 0, done.stderr
    found = [(row["source"], row["kind"], row["date"], row["notice"], row["known"])
             for row in read_finds(tmp_path / "retractions.csv")]  # fmt: skip
    assert found == [
        ("feder-2021", "expression of concern", "2026-11-05", "https://doi.org/10.1000/n3", "no"),
        ("parsaik-2015", "correction", "2016", "https://doi.org/10.1097/n2", "no"),
        ("parsaik-2015", "retraction", "2018-07", "https://doi.org/10.1097/n1", "yes"),
    ]
    assert "2 notices are not in data/sources.csv yet" in done.stdout
    assert "Crossref does not know the DOI of: abbar-2022" in done.stdout
    assert len(server.asked) == 3 and all(CONTACT in asked.headers["User-Agent"] for asked in server.asked)


def test_a_paper_without_notices_has_none(few: Path, server: Server) -> None:
    server.replies["/works/"] = crossref({PARSAIK: []})
    with service(server) as asked:
        assert retractions.notices(asked, load(few).sources["parsaik-2015"]) == []


# Watch


def test_candidates_say_why_they_match_and_whether_the_tables_know_them(tmp_path: Path, server: Server) -> None:
    server.replies = {
        "/esearch.fcgi": esearch(["41", "42", "43", "35110300"]),
        "/esummary.fcgi": esummary({
            "41": paper("=Ketamine for gout", "10.1000/gout", kind="Randomized Controlled Trial"),
            "42": paper("Known by its DOI", "10.1136/BMJ-2021-067194"), "35110300": paper("Known by its number"),
        }),
        "/studies": studies([study("NCT90000001", "New", "2026-12-02")],
                            [study("NCT02655692", "Known", "2015-01-14", "2026-12-03")]),
    }  # fmt: skip
    addresses = {"EXPLAINER_PUBMED": server.base, "EXPLAINER_TRIALS": server.base}
    done = command("watch", tmp_path, **addresses)
    assert done.returncode == 0, done.stderr
    found = {row["id"]: row for row in read_finds(tmp_path / "watch.csv")}
    assert {name: row["known"] for name, row in found.items()} == {
        "41": "no", "NCT90000001": "no", "42": "yes", "35110300": "yes", "NCT02655692": "yes",
    }  # fmt: skip
    assert list(found)[:2] == ["NCT90000001", "41"]
    assert found["41"]["title"] == "'=Ketamine for gout" and found["41"]["date"] == "2026-12-01"
    assert found["41"]["why"] == "publication type: randomised controlled trial"
    assert found["NCT90000001"]["why"] == "newly registered; randomised; Esketamine"
    assert found["NCT02655692"]["why"] == "results posted; randomised; Esketamine"
    assert "2 candidates are not in the tables yet" in done.stdout
    assert (tmp_path / "last-look").read_text().strip() == date.today().isoformat()

    server.asked.clear()
    server.replies |= {"/esearch.fcgi": esearch([]), "/studies": studies([])}
    assert command("watch", tmp_path, **addresses).returncode == 0
    assert {row["id"] for row in read_finds(tmp_path / "watch.csv")} == set(found)
    search, registered = server.asked
    assert search.query["mindate"] == f"{date.today():%Y/%m/%d}" and search.query["email"] == CONTACT
    assert date.today().isoformat() in registered.query["filter.advanced"]


def test_all_pages_are_read(server: Server) -> None:
    ids = [str(number) for number in range(1, 2 * pubmed.A_PAGE + 8)]
    pages = [[study(f"NCT{page}{place:07}", "Made up", "2026-12-02") for place in range(3)] for page in range(4)]
    server.replies = {
        "/esearch.fcgi": esearch(ids),
        "/esummary.fcgi": esummary({number: paper(f"Paper {number}") for number in ids}),
        "/studies": studies(*pages),
    }
    day = date(2026, 12, 1)
    with service(server) as asked:
        assert [find["id"] for find in pubmed.new_papers(asked, day, day, CONTACT)] == ids
        numbers = [find["id"] for find in clinicaltrials.new_studies(asked, day)]
    assert numbers == [each["protocolSection"]["identificationModule"]["nctId"] for page in pages for each in page]


def test_a_token_that_comes_again_ends_the_pages(server: Server) -> None:
    one = [study("NCT90000001", "New", "2026-12-02")]
    server.replies["/studies"] = lambda asked: as_json({"studies": one, "nextPageToken": "again"})
    with service(server) as asked:
        assert len(list(clinicaltrials.new_studies(asked, date(2026, 12, 1)))) == 2


def test_a_first_look_begins_where_the_tables_were_last_checked(own_var: Path, data_copy: Path) -> None:
    set_cells(data_copy, "readings", "ptsd", reviewed="2024-03-02")
    assert watch.last_look(load(data_copy)) == date(2024, 3, 2)


# Faults


def replies(*statuses: int, **headers: str) -> Callable[[Asked], Reply]:
    """These statuses one after the other, the last one for ever; 200 is a paper without notices."""
    left = list(statuses)

    def reply(_: Asked) -> Reply:
        status = left.pop(0) if len(left) > 1 else left[0]
        return as_json({"message": {}}) if status == 200 else (status, headers, b"<html>busy</html>")

    return reply


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_service_is_asked_again_and_not_for_ever(server: Server, status: int) -> None:
    server.replies["/works/"] = replies(status, status, 200)
    with service(server) as asked:
        assert asked.get("/works/a", {}, retractions._Message) is not None
        server.replies["/works/"] = replies(status)
        server.asked.clear()
        with pytest.raises(NoAnswerError, match=f"answered {status} again and again"):
            asked.get("/works/a", {}, retractions._Message)
    assert len(server.asked) == TRIES


def test_it_waits_as_long_as_the_service_says(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("explainer.upkeep.http.time.sleep", waits.append)
    server.replies["/works/"] = replies(429, 503, 200, **{"Retry-After": "7"})
    with Service(server.base, CONTACT, pause=0.5) as asked:
        asked.get("/works/a", {}, retractions._Message)
    assert waits == [0.5, 7, 7]
    server.replies["/works/"] = replies(503)
    with Service(server.base, CONTACT, pause=0.5) as asked, pytest.raises(NoAnswerError):
        asked.get("/works/a", {}, retractions._Message)
    assert waits[3:] == [0.5, 1, 2, 4, 8]


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_refusal_is_said_at_once(server: Server, status: int) -> None:
    server.replies["/works/"] = replies(status)
    with service(server) as asked, pytest.raises(NoAnswerError, match=f"refused /works/a: {status}"):
        asked.get("/works/a", {}, retractions._Message)
    assert len(server.asked) == 1


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["message", "updated-by", "type", "studies", "result", "esearchresult"]), inner
        )
    ),
    max_leaves=8,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANYTHING)
def test_whatever_is_answered_ends_in_finds_or_in_one_sentence(server: Server, answer: object) -> None:
    server.replies[""] = lambda asked: as_json(answer)
    paper_of_ours = content().sources["abbar-2022"]
    day = date(2026, 12, 1)
    with service(server) as asked:
        for work in (
            lambda: retractions.notices(asked, paper_of_ours),
            lambda: list(pubmed.new_papers(asked, day, day, CONTACT)),
            lambda: list(clinicaltrials.new_studies(asked, day)),
        ):
            try:
                work()
            except NoAnswerError as error:
                assert "another shape" in str(error) and "\n" not in str(error)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[1", b"\xff\xfe"])
def test_what_is_not_json_is_said_in_one_sentence(server: Server, body: bytes) -> None:
    server.replies[""] = lambda asked: (200, {"Content-Type": "text/html"}, body)
    with service(server) as asked, pytest.raises(NoAnswerError, match="answered in another shape"):
        asked.get("/works/a", {}, retractions._Message)


@pytest.mark.parametrize("module", ["retractions", "watch"])
def test_without_a_contact_address_nothing_is_asked(tmp_path: Path, module: str, server: Server) -> None:
    bases = dict.fromkeys(("EXPLAINER_CROSSREF", "EXPLAINER_PUBMED", "EXPLAINER_TRIALS"), server.base)
    done = command(module, tmp_path, EXPLAINER_CONTACT="", **bases)
    assert done.returncode == 1 and "Set EXPLAINER_CONTACT to your e-mail address" in done.stderr
    assert server.asked == [] and list(tmp_path.iterdir()) == []


def test_a_machine_that_is_offline_says_so_and_keeps_what_earlier_looks_found(
    own_var: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}"
    write_finds(own_var / "watch.csv", watch.COLUMNS, [{"id": "1", "known": "no"}])
    before = (own_var / "watch.csv").read_bytes()
    monkeypatch.setattr("explainer.upkeep.http.time.sleep", lambda seconds: None)
    for name in ("EXPLAINER_PUBMED", "EXPLAINER_TRIALS"):
        monkeypatch.setenv(name, nobody)
    monkeypatch.setenv("EXPLAINER_CONTACT", CONTACT)
    assert http.command(watch.run) == 1
    said = capsys.readouterr().err
    assert "can't be reached" in said and "offline" in said and "Nothing was written." in said
    assert (own_var / "watch.csv").read_bytes() == before and not (own_var / "last-look").exists()


@given(st.lists(st.text(max_size=10), min_size=1, max_size=4))
def test_a_cell_is_one_line_and_never_a_formula(cells: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "found.csv"
        write_finds(path, ["title"], [{"title": cell} for cell in cells])
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                assert all(not cell.startswith(("=", "+", "-", "@")) and "\n" not in cell for cell in row)


def test_the_running_site_knows_nothing_of_these_commands() -> None:
    code = (
        "import sys, explainer.views.pages, explainer.web.start, explainer.ui.widgets; "
        "print([name for name in sys.modules if name.startswith(('explainer.upkeep', 'httpx'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
