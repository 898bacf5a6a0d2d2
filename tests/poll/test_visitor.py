import os
import re
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.poll.visitor import new_cookie, new_token, secret_key, token_of, visitor_hash

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


def test_the_secret_key_is_made_once_and_stays_the_same(own_var: Path) -> None:
    key = secret_key(own_var)
    assert len(key) == 32
    assert secret_key(own_var) == key
    assert bytes.fromhex((own_var / "visitor.key").read_text()) == key


def test_only_its_owner_can_read_the_secret_key(own_var: Path) -> None:
    mask = os.umask(0)
    try:
        secret_key(own_var)
    finally:
        os.umask(mask)
    assert stat.S_IMODE((own_var / "visitor.key").stat().st_mode) == 0o600


def test_every_site_has_its_own_key(tmp_path: Path, own_var: Path) -> None:
    assert secret_key(own_var) != secret_key(tmp_path / "another site")


def test_a_key_in_the_environment_is_used_and_not_written(own_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLAINER_SECRET", "from the operator")
    assert secret_key(own_var) == b"from the operator"
    assert not own_var.exists()
