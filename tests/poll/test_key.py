"""The key of the visitors: made once, read once, refused when it could be guessed."""

import os
import resource
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from explainer.poll.key import KeyRefusedError, key_fault, key_file, key_of, make_key, read_key
from explainer.settings import ROOT

KEY = bytes(range(32))


def test_the_key_is_made_once_and_stays_the_same(own_var: Path) -> None:
    assert key_of(own_var) is None
    key = make_key(own_var)
    assert len(key) == 32
    assert make_key(own_var) == key_of(own_var) == read_key(own_var) == key
    assert [file.name for file in own_var.iterdir()] == ["visitor.key"]


def test_only_its_owner_can_read_the_key(own_var: Path) -> None:
    mask = os.umask(0)
    try:
        make_key(own_var)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(key_file(own_var).stat().st_mode) == 0o600


def test_a_key_that_others_can_read_is_a_warning_with_the_remedy(
    own_var: Path, caplog: pytest.LogCaptureFixture
) -> None:
    own_var.mkdir()
    key_file(own_var).write_text(KEY.hex())
    key_file(own_var).chmod(0o644)
    assert key_of(own_var) == KEY
    assert f"chmod 600 {key_file(own_var)}" in caplog.text


def test_every_site_has_its_own_key(tmp_path: Path, own_var: Path) -> None:
    assert make_key(own_var) != make_key(tmp_path / "another site")


def test_a_key_in_the_environment_is_used_and_not_written(own_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLAINER_SECRET", "from the operator")
    assert key_of(own_var) == b"from the operator"
    assert not own_var.exists()


MAKE = """
import sys
from pathlib import Path
from explainer.poll.key import make_key
print(make_key(Path(sys.argv[1])).hex())
"""


def test_servers_that_start_at_once_use_the_same_key(own_var: Path) -> None:
    command = [sys.executable, "-c", MAKE, str(own_var)]
    servers = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(6)]
    keys = {server.communicate(timeout=60)[0] for server in servers}
    assert len(keys) == 1
    assert [file.name for file in own_var.iterdir()] == ["visitor.key"]


def test_a_full_disk_leaves_no_half_key(own_var: Path) -> None:
    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (16, 16))

    command = [sys.executable, "-c", MAKE, str(own_var)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, preexec_fn=no_room)
    assert "File too large" in done.stderr
    assert list(own_var.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b" \n", b"ab" * 31, b"not hexadecimal", b"\xff\x00" * 40, "é".encode() * 64])
def test_a_file_that_holds_no_key_is_refused_with_its_name_and_a_remedy(own_var: Path, content: bytes) -> None:
    own_var.mkdir()
    key_file(own_var).write_bytes(content)
    with pytest.raises(KeyRefusedError) as refused:
        key_of(own_var)
    assert str(key_file(own_var)) in str(refused.value)
    assert "Put it back from a backup" in str(refused.value)


@pytest.mark.parametrize("secret", ["", " " * 40, "short", "fifteen letters"])
def test_a_secret_that_can_be_guessed_is_refused_with_the_settings_name_and_not_shown(
    own_var: Path, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXPLAINER_SECRET", secret)
    with pytest.raises(KeyRefusedError, match="EXPLAINER_SECRET has fewer than 16 characters") as refused:
        key_of(own_var)
    assert not secret.strip() or secret not in str(refused.value)


def another(file: Path) -> None:
    file.write_text(KEY.hex())


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def emptied(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [(Path.unlink, "is gone"), (another, "holds another key"), (a_folder, "can't be read"), (emptied, "holds no key")],
)
def test_a_running_site_keeps_its_key_and_says_what_a_restart_would_find(
    own_var: Path, spoil: Callable[[Path], None], words: str
) -> None:
    key = make_key(own_var)
    assert key_fault(own_var) is None
    spoil(key_file(own_var))
    assert key_of(own_var) == key
    fault = key_fault(own_var) or ""
    assert words in fault and str(key_file(own_var)) in fault and key.hex() not in fault
