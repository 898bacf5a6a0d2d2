"""Votes by the forms of the HTML: what is written, what a reader gets back, and whom nothing is written for."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient, Cookies, Response
from starlette.applications import Starlette

from explainer.content import content
from explainer.poll.cast import trusted_key
from explainer.poll.process_store import close_store, vote_store
from explainer.poll.reactions import REACTION_IDS
from explainer.poll.visitor import new_cookie, visitor_hash
from explainer.poll.words import REFUSALS, RESTING
from explainer.web.reactions import MOST_BYTES, OWN_ADDRESSES, reaction_routes

HOST = "example.org"
OURS = {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}
QUESTION = "driving"
BACK = f"./faq?q={QUESTION}&reacted={QUESTION}"


class Reader:
    """A reader's browser, which keeps cookies, at an address of the network."""

    def __init__(self, address: str = "203.0.113.7", base: str = "") -> None:
        self._transport = ASGITransport(app=Starlette(routes=reaction_routes(base)), client=(address, 50000))
        self.cookies = Cookies()

    def post(self, path: str, **sent: Any) -> Response:
        return asyncio.run(self._ask("POST", path, **sent))

    def get(self, path: str, **query: str) -> Response:
        return asyncio.run(self._ask("GET", path, params=query))

    async def _ask(self, method: str, path: str, **sent: Any) -> Response:
        async with AsyncClient(transport=self._transport, base_url=f"http://{HOST}", cookies=self.cookies) as client:
            answer = await client.request(method, path, **sent)
            self.cookies = client.cookies
            return answer


@pytest.fixture
def reader(own_var: Path) -> Reader:
    return Reader()


def react(reader: Reader, reaction: str, question: str = QUESTION, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return reader.post("/react", data={"question": question, "reaction": reaction}, headers=OURS | named)


def tally(question: str = QUESTION) -> dict[str, int]:
    return {reaction: number for reaction, number in vote_store().tally(question).items() if number}


def test_a_vote_is_written_and_leads_back_to_its_poll_with_a_cookie(reader: Reader) -> None:
    answer = react(reader, "love")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{BACK}#poll-{QUESTION}")
    assert answer.headers["cache-control"] == "private, no-store"
    name, *attributes = answer.headers["set-cookie"].split("; ")
    assert attributes == ["Max-Age=31536000", "Path=/", "HttpOnly", "SameSite=Lax"]
    token = name.partition("=")[2][:32]
    assert vote_store().reaction_of(visitor_hash(token, trusted_key()), QUESTION) == "love"
    assert tally() == {"love": 1}


def test_a_visitor_who_is_known_gets_no_other_cookie_and_counts_once(reader: Reader) -> None:
    react(reader, "love")
    for reaction in ("sad", "sad", "sad"):  # a change, a double click, a page that is sent again
        answer = react(reader, reaction)
        assert answer.status_code == 303 and "set-cookie" not in answer.headers
    assert tally() == {"sad": 1}


def test_a_vote_is_taken_back(reader: Reader) -> None:
    react(reader, "wow")
    assert react(reader, "").status_code == 303
    assert tally() == {}


def test_who_has_nothing_to_take_back_gets_no_cookie(reader: Reader) -> None:
    answer = react(reader, "")
    assert answer.status_code == 303 and "set-cookie" not in answer.headers


def test_the_poll_of_the_whole_site_leads_back_to_itself(reader: Reader) -> None:
    assert react(reader, "like", "site").headers["location"] == "./faq?reacted=site#poll-site"
    assert tally("site") == {"like": 1}


@pytest.mark.parametrize("reaction", REACTION_IDS)
def test_every_reaction_can_be_chosen(reader: Reader, reaction: str) -> None:
    react(reader, reaction)
    assert tally() == {reaction: 1}


def test_over_https_and_below_a_path_the_cookie_says_so(own_var: Path) -> None:
    reader = Reader(base="/ketamine")
    sent = {"question": QUESTION, "reaction": "love"}
    answer = reader.post(f"https://{HOST}/ketamine/react", data=sent, headers=OURS)
    assert answer.headers["set-cookie"].endswith("; Path=/ketamine; HttpOnly; SameSite=Lax; Secure")


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"},
        {"origin": f"http://{HOST}", "sec-fetch-site": "cross-site"},
        {"origin": f"http://sub.{HOST}", "sec-fetch-site": "same-site"},
        {"origin": f"http://{HOST}", "sec-fetch-site": "none"},
        {"origin": "https://elsewhere.example", "sec-fetch-site": "same-origin"},
        {"origin": "https://elsewhere.example"},
        {"origin": f"http://{HOST}.elsewhere.example"},
        {"origin": f"http://{HOST}:81"},
        {"origin": "null"},
        {"origin": ""},
        {},
    ],
    ids=str,
)
def test_a_form_of_another_site_writes_nothing(reader: Reader, headers: dict[str, str]) -> None:
    react(reader, "love")
    answer = reader.post("/react", data={"question": QUESTION, "reaction": "sad"}, headers=headers)
    assert answer.status_code == 403 and "set-cookie" not in answer.headers
    assert "did not come from a page of this site" in answer.text and 'href="./faq"' in answer.text
    assert tally() == {"love": 1}


@pytest.mark.parametrize("headers", [{"origin": f"http://{HOST}"}, {"sec-fetch-site": "same-origin"}], ids=str)
def test_a_browser_that_sends_only_one_of_the_two_may_vote(reader: Reader, headers: dict[str, str]) -> None:
    reader.post("/react", data={"question": QUESTION, "reaction": "sad"}, headers=headers)
    assert tally() == {"sad": 1}


@pytest.mark.parametrize(
    "body",
    [
        "", "question=driving", "reaction=love", "question=nothing&reaction=love", "question=//elsewhere&reaction=love",
        "question=driving%0d%0aset-cookie:x&reaction=love", "%ff%fe", "question=" + "x" * MOST_BYTES,
        "&".join(f"k{number}=1" for number in range(50)),
    ],
    ids=lambda body: body[:20],
)  # fmt: skip
def test_what_is_no_vote_is_refused_calmly(reader: Reader, body: str) -> None:
    answer = reader.post("/react", content=body, headers=OURS)
    assert answer.status_code == 400
    assert "was not counted" in answer.text and 'href="./faq"' in answer.text
    assert answer.headers["content-type"].startswith("text/html") and "location" not in answer.headers
    assert tally() == {}


def test_a_reaction_that_there_is_not_leads_back_and_says_so(reader: Reader) -> None:
    assert react(reader, "<script>").headers["location"] == f"{BACK}&refused=invalid#poll-{QUESTION}"
    assert tally() == {}


def test_over_a_limit_the_reader_is_told_and_has_no_cookie(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLAINER_VISITORS_A_MINUTE", "1")
    react(reader, "love")
    second = Reader()
    answer = react(second, "sad")
    assert answer.headers["location"] == f"{BACK}&refused=minute#poll-{QUESTION}"
    assert "set-cookie" not in answer.headers
    elsewhere = Reader("198.51.100.9")
    assert "refused" not in react(elsewhere, "sad").headers["location"]
    assert tally() == {"love": 1, "sad": 1}


@pytest.mark.parametrize("address", OWN_ADDRESSES)
def test_a_reader_on_this_machine_counts_as_one_without_an_address_as_in_the_app(
    own_var: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from explainer.poll.cast import NotSavedError, cast

    monkeypatch.setenv("EXPLAINER_VISITORS_A_MINUTE", "1")
    reader = Reader(address)
    react(reader, "love")
    with pytest.raises(NotSavedError):
        cast("0" * 32, QUESTION, "sad", None)


def test_in_an_outage_the_reader_is_told_and_keeps_the_cookie(reader: Reader, own_var: Path) -> None:
    react(reader, "love")
    close_store()
    (own_var / "votes.sqlite3").write_bytes(b"not a database" * 100)
    answer = react(reader, "sad")
    assert answer.headers["location"] == f"{BACK}&refused=outage#poll-{QUESTION}"
    assert "set-cookie" not in answer.headers
    told = react(reader, "sad", accept="application/json").json()["told"]
    assert REFUSALS["outage"] in told and RESTING in told
    mine = reader.get("/reactions/mine", q=QUESTION)
    assert (mine.status_code, mine.headers["retry-after"]) == (503, "5")


def test_the_script_of_the_page_gets_the_poll_itself(reader: Reader) -> None:
    answer = react(reader, "love", accept="application/json")
    assert answer.status_code == 200 and answer.headers["cache-control"] == "private, no-store"
    poll = answer.json()
    assert (poll["own"], poll["tally"]["love"]) == ("love", 1)
    assert '<button name="reaction" value="love" aria-pressed="true">love</button>' in poll["buttons"]
    assert "1 reader: love 1. Your reaction: love." in poll["told"] and "Take back" in poll["told"]


def test_a_reader_is_told_their_own_reaction_alone(reader: Reader) -> None:
    react(reader, "love")
    mine = reader.get("/reactions/mine", q=QUESTION)
    assert (mine.status_code, mine.json()["own"]) == (200, "love")
    assert mine.headers["cache-control"] == "private, no-store"
    second = Reader()
    react(second, "sad")
    assert second.get("/reactions/mine", q=QUESTION).json()["own"] == "sad"
    assert second.get("/reactions/mine", q="site").json()["own"] is None


@pytest.mark.parametrize(
    "cookie", [None, "x", new_cookie(b"the key of another site")], ids=["none", "spoiled", "of another site"]
)
def test_without_a_cookie_of_ours_there_is_nothing_to_tell(reader: Reader, cookie: str | None) -> None:
    if cookie:
        reader.cookies.set("visitor", cookie)
    answer = reader.get("/reactions/mine", q=QUESTION)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["cache-control"] == "private, no-store" and "set-cookie" not in answer.headers


def test_of_a_question_that_there_is_not_nothing_is_told(reader: Reader) -> None:
    assert QUESTION in content().faq
    assert reader.get("/reactions/mine", q="nothing").status_code == 404
    assert reader.get("/reactions/mine").status_code == 404


def test_who_opens_the_address_of_votes_is_led_on(reader: Reader) -> None:
    answer = reader.get("/react")
    assert (answer.status_code, answer.headers["location"]) == (303, "./faq")
