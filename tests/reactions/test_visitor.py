import os
import re
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.reactions.visitor import is_token, new_token, secret_key, visitor_hash

KEY = bytes(range(32))


def test_a_new_visitor_gets_a_random_token_of_128_bits() -> None:
    tokens = {new_token() for _ in range(200)}
    assert len(tokens) == 200
    assert all(re.fullmatch(r"[0-9a-f]{32}", token) and is_token(token) for token in tokens)


HOSTILE = [
    None, "", "0" * 31, "0" * 33, "A" * 32, "g" * 32, "0" * 32 + "\n", " " + "0" * 31, "0" * 31 + "\x00", "٠" * 32,
    "０" * 32, "../../etc/passwd", "' OR 1=1 --", "<script>", "%30" * 11, "0" * 1_000_000,
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_a_cookie_that_is_not_ours_is_refused(value: str | None) -> None:
    assert not is_token(value)


@given(value=st.text() | st.text(alphabet="0123456789abcdefABCDEFg\n ", min_size=30, max_size=34))
def test_only_32_hexadecimal_digits_are_a_token(value: str) -> None:
    assert is_token(value) == (len(value) == 32 and set(value) <= set("0123456789abcdef"))


def test_the_hash_is_hmac_sha_256() -> None:
    # RFC 4231, test case 2: key "Jefe", data "what do ya want for nothing?"
    expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert visitor_hash("what do ya want for nothing?", b"Jefe") == expected


@given(token=st.text(min_size=1), other=st.text(min_size=1))
def test_the_store_learns_nothing_of_a_visitor_but_a_keyed_hash(token: str, other: str) -> None:
    kept = visitor_hash(token, KEY)
    assert re.fullmatch(r"[0-9a-f]{64}", kept)
    assert kept == visitor_hash(token, KEY) != visitor_hash(token, KEY[::-1])
    assert (kept == visitor_hash(other, KEY)) == (token == other)


def test_the_secret_key_is_made_once_and_stays_the_same(own_var: Path) -> None:
    key = secret_key(own_var)
    assert len(key) == 32
    assert secret_key(own_var) == key
    assert bytes.fromhex((own_var / "visitor.key").read_text()) == key


def test_the_secret_key_is_for_its_owner_alone(own_var: Path) -> None:
    mask = os.umask(0)
    try:
        secret_key(own_var)
    finally:
        os.umask(mask)
    assert stat.S_IMODE((own_var / "visitor.key").stat().st_mode) == 0o600


def test_every_site_has_its_own_key(tmp_path: Path, own_var: Path) -> None:
    assert secret_key(own_var) != secret_key(tmp_path / "another site")


def test_an_operator_may_set_the_key_and_then_none_is_written(own_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLAINER_SECRET", "from the operator")
    assert secret_key(own_var) == b"from the operator"
    assert not own_var.exists()
