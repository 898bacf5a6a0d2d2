"""What happens when something in ``var/`` is damaged: each row of the table in ``docs/votes.md`` is tried."""

import os
import re
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from explainer.charts.kept import kept_on_disk
from explainer.poll import process_store, ready
from explainer.poll.cast import NotSavedError, cast, standing
from explainer.poll.database import to_url
from explainer.poll.key import KeyRefusedError, key_of
from explainer.poll.process_store import RestingError, close_store, end_rest
from explainer.poll.store import VoteStore
from explainer.poll.store_notes import KEY_NOTE, mark_of, write_note
from explainer.settings import ROOT
from explainer.web.streamlit_page.static_files import make_copies
from tests.poll.full_disk import full_disk, no_file_beyond

READERS = ["a" * 32, "b" * 32, "c" * 32]
"""Readers who loved the site before the damage; the last one's vote is only in the log of the database yet."""
ROWS = [
    [cell.strip().strip("`") for cell in re.split(r"\|", line)[1:-1]]
    for line in (ROOT / "docs" / "votes.md").read_text(encoding="utf-8").split("## When something in")[1].splitlines()
    if line.startswith("| `")
]
TABLE = [row for row in ROWS if len(row) == 4]
"""File, damage, what happens if the site starts so, and what happens if it is running."""
CACHES = [row for row in ROWS if len(row) == 3]
"""Cache, damage, what happens."""
COPIES = [row[1:] for row in CACHES if row[0] == "static-*/" and "running" not in row[1]]
"""How copies of static files are damaged before a start; a running server is in ``test_static_files``."""


def missing(file: Path) -> None:
    shutil.rmtree(file) if file.is_dir() else file.unlink()


def empty(file: Path) -> None:
    missing(file)
    file.touch()


def cut_short(file: Path) -> None:
    whole = file.read_bytes()
    missing(file)
    file.write_bytes(whole[: len(whole) // 3])


def garbage(file: Path) -> None:
    missing(file)
    file.write_bytes(b"\xff\x00 garbage" * 2_000)


def unreadable(file: Path) -> None:
    missing(file)
    file.mkdir()  # root may read whatever its mode forbids, but nobody reads a folder as a file


def of_another_site(file: Path) -> None:
    missing(file)
    if file.name == "visitor.key":
        file.write_text("ab" * 32)
        return
    other = VoteStore(file)
    with other.writer.begin() as connection:
        write_note(connection, KEY_NOTE, mark_of(b"the key of another site"))
    other.close()


def note(sql: str) -> Callable[[Path], None]:
    def change(file: Path) -> None:
        engine = create_engine(to_url(file))
        with engine.begin() as connection:
            connection.execute(text(sql))
        engine.dispose()

    return change


DAMAGES: dict[str, Callable[[Path], None]] = {
    "missing": missing,
    "empty": empty,
    "cut short": cut_short,
    "garbage": garbage,
    "unreadable": unreadable,
    "of another site": of_another_site,
    "note `key` missing": note("DELETE FROM notes WHERE name = 'key'"),
    "note `key` garbage": note("UPDATE notes SET value = 'garbage' WHERE name = 'key'"),
    "note `version` missing": note("DELETE FROM notes WHERE name = 'version'"),
    "note `version` garbage": note("UPDATE notes SET value = 'garbage' WHERE name = 'version'"),
    "note `moved` set": note("INSERT INTO notes (name, value) VALUES ('moved', '2026-11-22')"),
}


def begin(var: Path) -> None:
    """Let three readers vote; the votes of two are in the file, the last one's in its log."""
    for reader in READERS[:2]:
        cast(reader, "site", "love", None)
    close_store()
    cast(READERS[2], "site", "love", None)


def outcome(var: Path) -> str:
    """What happens now, in the words of the table."""
    try:
        key_of(var)
    except KeyRefusedError:
        return "does not start"
    end_rest()
    try:
        loved = standing("site", None).tally["love"]
    except RestingError:
        assert ready.fault()
        return "poll rests"
    try:
        cast("d" * 32, "site", "sad", None)
    except NotSavedError:
        assert ready.fault()
        return "takes no votes"
    assert loved == sum(standing("site", reader).own == "love" for reader in READERS)
    works = {3: "works", 2: "works without the last votes", 0: "begins at nought"}[loved]
    return f"{works}; `/readyz` tells" if ready.fault() else works


def damage(var: Path, file: str, kind: str) -> AbstractContextManager[None]:
    """Damage a file; a full disk lasts as long as the returned context."""
    if kind == "disk full":
        return full_disk(var)
    DAMAGES[kind](var if file == "var/" else var / file)
    return nullcontext()


def mend(var: Path, backup: Path) -> None:
    """Put everything back as it was."""
    shutil.rmtree(var) if var.is_dir() else var.unlink(missing_ok=True)
    shutil.copytree(backup, var)


@pytest.fixture
def backup(own_var: Path, tmp_path: Path) -> Path:
    """What is in ``var/`` when the site is killed after the last vote."""
    begin(own_var)
    return Path(shutil.copytree(own_var, tmp_path / "backup"))


@pytest.fixture(autouse=True)
def nothing_is_kept_for_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready, "KEPT_SECONDS", 0.0)
    monkeypatch.setattr(process_store, "CHECK_SECONDS", 0.0)


@pytest.mark.parametrize(("file", "kind", "at_start", "_"), TABLE)
def test_a_site_that_starts_with_something_damaged_does_what_the_table_says(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, kind: str, at_start: str, _: str
) -> None:
    close_store()
    var = tmp_path / "killed"  # another path, so that nothing of it is in memory
    mend(var, backup)
    monkeypatch.setenv("EXPLAINER_VAR", str(var))
    with damage(var, file, kind):
        assert outcome(var) == at_start
    close_store()
    again = tmp_path / "mended"
    mend(again, backup)
    monkeypatch.setenv("EXPLAINER_VAR", str(again))
    assert outcome(again) == "works"
    close_store()


@pytest.mark.parametrize(("file", "kind", "_", "running"), TABLE)
def test_a_running_site_does_what_the_table_says_and_works_again_when_all_is_put_back(
    own_var: Path, backup: Path, file: str, kind: str, _: str, running: str
) -> None:
    with damage(own_var, file, kind):
        first, then = outcome(own_var), outcome(own_var)
    assert running == (first if first == then else f"{first} a moment, then {then}")
    mend(own_var, backup)
    outcome(own_var)  # it may notice only now that the files are others
    assert outcome(own_var) == "works"


def test_the_table_leaves_no_file_and_no_damage_out(own_var: Path, backup: Path) -> None:
    files = {row[0] for row in TABLE}
    assert {file.name for file in backup.iterdir()} <= files
    assert {row[1] for row in TABLE} == {*DAMAGES, "disk full"}


@pytest.mark.parametrize("kind", [row[1] for row in CACHES if row[::2] == ["pictures/", "drawn again"]])
def test_a_damaged_picture_is_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setenv("EXPLAINER_STATIC", str(tmp_path))
    drawing = f"<svg>{'a picture' * 99}</svg>"
    kept_on_disk("rows", lambda: drawing)
    [file] = (tmp_path / "pictures").iterdir()
    DAMAGES[kind](file)
    drawn: list[str] = []
    assert kept_on_disk("rows", lambda: drawn.append("again") or drawing) == drawing
    assert drawn == ["again"]


def test_on_a_full_disk_a_picture_is_drawn_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLAINER_STATIC", str(tmp_path))
    drawing = f"<svg>{'a picture' * 99}</svg>"
    with no_file_beyond(100):
        assert kept_on_disk("rows", lambda: drawing) == drawing
    assert list((tmp_path / "pictures").iterdir()) == []
    assert ["pictures/", "disk full", "drawn each time"] in CACHES


def half_made(folder: Path) -> None:
    folder.rename(folder.with_name(f"{folder.name}.making"))
    os.utime(folder.with_name(f"{folder.name}.making"), (0, 0))


@pytest.mark.parametrize(("kind", "happens"), COPIES)
def test_damaged_copies_of_static_files_are_made_again_or_not_used(tmp_path: Path, kind: str, happens: str) -> None:
    originals, copies = tmp_path / "originals", tmp_path / "copies"
    (originals / "js").mkdir(parents=True)
    (originals / "js" / "index.js").write_text("let a = 1;\n" * 200)
    folder = make_copies(originals, copies)
    if kind == "unreadable":
        shutil.rmtree(copies)
        copies.write_text("not a folder")
        with pytest.raises(OSError, match=r"Not a directory|File exists"):  # which leaves the originals in use
            make_copies(originals, copies)
        assert happens == "sent as they are"
        return
    if kind == "disk full":
        shutil.rmtree(copies)
        with no_file_beyond(100), pytest.raises(OSError, match="File too large"):
            make_copies(originals, copies)
        assert list(copies.iterdir()) == []
        assert happens == "sent as they are"
        return
    compressed = folder / "js" / "index.js.br"
    right = compressed.read_bytes()
    if kind in ("missing", "half made"):
        {"missing": missing, "half made": half_made}[kind](folder)
    else:
        DAMAGES[kind](compressed)
    assert make_copies(originals, copies) == folder
    assert compressed.read_bytes() == right
    assert happens == "made again"
