import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.poll.visitor import new_cookie, new_token, token_of, visitor_hash

KEY = bytes(range(32))


def test_a_new_visitor_gets_a_random_token_of_128_bits() -> None:
    tokens = {new_token() for _ in range(200)}
    assert len(tokens) == 200
    assert all(re.fullmatch(r"[0-9a-f]{32}", token) for token in tokens)


OURS = new_cookie(KEY)
HOSTILE = [
    None, "", OURS[:32], OURS[:63], OURS + "0", OURS.upper(), "0" * 64, "g" * 64, OURS[:63] + "\n", " " + OURS[:63],
    OURS[32:] + OURS[:32], new_cookie(KEY[::-1]), "٠" * 64, "０" * 64, "../../etc/passwd", "' OR 1=1 --", "<script>",
    "%30" * 21, "0" * 1_000_000,
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_a_cookie_that_is_not_ours_is_refused(value: str | None) -> None:
    assert token_of(value, KEY) is None


def test_our_cookie_gives_its_token() -> None:
    assert token_of(OURS, KEY) == OURS[:32]
    assert token_of(new_cookie(KEY), KEY) != OURS[:32]


@given(value=st.text() | st.text(alphabet="0123456789abcdef", min_size=62, max_size=66))
def test_an_invented_cookie_is_refused(value: str) -> None:
    assert token_of(value, KEY) is None


@given(place=st.integers(0, 63), digit=st.sampled_from("0123456789abcdef"))
def test_a_changed_cookie_is_refused(place: int, digit: str) -> None:
    changed = OURS[:place] + digit + OURS[place + 1 :]
    assert (token_of(changed, KEY) is not None) == (changed == OURS)


def test_the_hash_is_hmac_sha_256() -> None:
    # RFC 4231, test case 2: key "Jefe", data "what do ya want for nothing?"
    expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert visitor_hash("what do ya want for nothing?", b"Jefe") == expected


@given(token=st.text(min_size=1), other=st.text(min_size=1))
def test_the_hash_depends_on_token_and_key(token: str, other: str) -> None:
    hashed = visitor_hash(token, KEY)
    assert re.fullmatch(r"[0-9a-f]{64}", hashed)
    assert hashed == visitor_hash(token, KEY) != visitor_hash(token, KEY[::-1])
    assert (hashed == visitor_hash(other, KEY)) == (token == other)
