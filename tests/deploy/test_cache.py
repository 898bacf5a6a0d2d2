"""The cache of pages in nginx: what it keeps, for whom, and that readers do not notice when no replica answers."""

import json
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from deploy.local_nginx import start_nginx
from deploy.replicas import free_port
from tests.browser.server import end_process
from tests.deploy.http import request
from tests.deploy.stand import NAME, Stand, example_block, stand, until

PAGE = {"cache-control": "public, max-age=60, stale-while-revalidate=600", "etag": '"one"', "vary": "Accept-Encoding"}
"""What the site says of a page."""
OLD = PAGE | {"cache-control": "public, max-age=1, stale-while-revalidate=600"}
"""The same of a page that is old after a second."""
LONGEST = 8
"""Seconds; nginx waits 10 for a replica that is frozen."""


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with stand(tmp_path_factory.mktemp("nginx")) as running:
        yield running


def test_a_page_is_asked_for_once_by_however_many_readers(behind: Stand) -> None:
    with ThreadPoolExecutor(20) as readers:
        numbers = list(readers.map(lambda _: behind.number("/faq", PAGE), range(60)))
    assert len(set(numbers)) == 1
    status, headers, body = behind.ask("/faq", PAGE, If_None_Match='"one"')
    assert (status, body) == (304, b"") and headers["cache-control"] == PAGE["cache-control"]


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/set-cookie", PAGE | {"set-cookie": "visitor=1"}),
        ("/private", PAGE | {"cache-control": "private, no-store"}),
        ("/no-cache", PAGE | {"cache-control": "no-cache"}),
        ("/silent", {}),
        ("/by-cookie", PAGE | {"vary": "Cookie"}),
        ("/react", PAGE),
        ("/reactions/mine", PAGE),
        ("/ketamine/reactions/mine", PAGE),
        ("/_stcore/stream", PAGE),
    ],
)
def test_what_is_one_readers_alone_is_never_kept(behind: Stand, path: str, answer: dict[str, str]) -> None:
    assert behind.number(path, answer) != behind.number(path, answer)


def test_a_sent_form_is_never_answered_from_the_cache(behind: Stand) -> None:
    kept = behind.number("/form", PAGE)
    url = f"http://127.0.0.1:{behind.port}/form?{urlencode(PAGE)}"
    assert len({json.loads(request(url, b"x=1")[2])["number"] for _ in range(2)} - {kept}) == 2
    assert behind.number("/form", PAGE) == kept


def test_browsers_that_name_their_encodings_differently_share_three_copies(behind: Stand) -> None:
    spellings_of = {
        "br": ["gzip, deflate, br, zstd", "br;q=1.0, gzip;q=0.8, *;q=0.1", "BR", "gzip,br"],
        "gzip": ["gzip, deflate", "gzip", "gzip;q=0.5, br;q=0", "br;q=0.0,gzip", "gzip, brotli"],
        "": ["identity", "zstd", "", "gzip;q=0, br;q=0.000", "xgzip"],
    }
    copies = {}
    for encoding, spellings in spellings_of.items():
        answers = [json.loads(behind.ask("/forms", PAGE, Accept_Encoding=each)[2]) for each in spellings]
        assert [each["accept-encoding"] for each in answers] == [encoding] * len(spellings)
        [copies[encoding]] = {each["number"] for each in answers}
    assert len(set(copies.values())) == 3


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
@pytest.mark.parametrize("vary", [{"vary": "Accept-Encoding"}, {"vary": "Accept, Accept-Encoding"}, {}])
def test_an_answer_says_once_what_it_varies_by(behind: Stand, vary: dict[str, str], encoding: str) -> None:
    answer = {"content-type": "text/html", "cache-control": "max-age=60", **vary}
    for _ in ("made", "kept"):  # long enough to be compressed by nginx
        url = f"http://127.0.0.1:{behind.port}/{'x' * 2000}?{urlencode(answer)}"
        with urlopen(Request(url, headers={"Accept-Encoding": encoding}), timeout=10) as response:
            assert response.headers.get_all("vary") == [vary.get("vary", "Accept-Encoding")]


def test_a_page_that_names_another_host_or_port_is_kept_apart(behind: Stand) -> None:
    numbers = [behind.number("/host", PAGE, Host=host) for host in ("a.example", "a.example:81", "b.example")]
    assert len(set(numbers)) == 3
    assert behind.number("/host", PAGE, Host="a.example") == numbers[0]


def test_an_old_page_comes_at_once_and_is_renewed_afterwards(behind: Stand) -> None:
    first = behind.number("/old", OLD)
    until(lambda: behind.state("/old", OLD) == "STALE")
    until(lambda: behind.state("/old", OLD) == "HIT")
    assert behind.number("/old", OLD) == first, "its mark is the same, so the page was not sent again"


@pytest.mark.parametrize("fault", [Stand.kill, Stand.freeze, Stand.fail])
def test_readers_do_not_notice_that_no_replica_answers(behind: Stand, fault: object) -> None:
    assert callable(fault)
    paths = [f"/{fault.__name__}/{number}" for number in range(5)]
    kept = [behind.number(path, OLD) for path in paths]
    fault(behind)
    try:
        until(lambda: behind.state(paths[0], OLD) in ("STALE", "UPDATING"))
        began = time.monotonic()
        assert [behind.number(path, OLD) for _ in range(20) for path in paths] == kept * 20
        assert time.monotonic() - began < LONGEST, "nobody waited for a replica"
    finally:
        behind.mend()
    until(lambda: behind.state(paths[0], OLD) == "HIT")


def test_over_http_2_a_reader_can_go_on_while_their_last_page_is_renewed(
    behind: Stand, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, tls, replica = tmp_path_factory.mktemp("nginx-tls"), free_port(), behind.replica
    block = example_block(folder, (replica, replica, replica), free_port(), tls)
    nginx = start_nginx(folder, block.replace("ssl http2;", "ssl http2; add_header X-Cache $upstream_cache_status;", 1))
    url = f"https://{NAME}:{tls}/http-2?{urlencode(OLD)}"
    say = "%{http_version} %{num_connects} %header{x-cache}\n"
    curl = ["curl", "-sk", "--http2", "--resolve", f"{NAME}:{tls}:127.0.0.1", "-w", say]

    def read(times: int) -> list[str]:
        done = subprocess.run([*curl, *["-o", "/dev/null", url] * times], capture_output=True, text=True)
        return done.stdout.splitlines()

    try:
        until(lambda: read(1) == ["2 1 HIT"])
        behind.freeze()
        try:
            until(lambda: read(1) == ["2 1 STALE"])
            began = time.monotonic()
            states = [line.rsplit(" ", 1) for line in read(5)]
            assert [connection for connection, _ in states] == ["2 1", *["2 0"] * 4], "one connection for five pages"
            assert {state for _, state in states} <= {"STALE", "UPDATING"}
            assert time.monotonic() - began < LONGEST
        finally:
            behind.mend()
    finally:
        end_process(nginx)
