"""Compressed copies of static files: chosen by what a browser takes, made once, never half-made."""

import asyncio
import gzip
import os
import shutil
from pathlib import Path
from typing import Any

import brotli
import pytest
from starlette.types import Message, Receive, Scope, Send

from explainer.web.streamlit_page import fonts
from explainer.web.streamlit_page.build import static_root
from explainer.web.streamlit_page.preload import icon_font
from explainer.web.streamlit_page.static_files import GIVEN_UP_SECONDS, StaticFiles, make_copies, original_files

SCRIPT = b"let words = 'the same words again and again';\n" * 200


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """The app behind: it says that it was asked."""
    await send({"type": "http.response.start", "status": 299, "headers": []})
    await send({"type": "http.response.body", "body": b"app"})


@pytest.fixture
def originals(tmp_path: Path) -> Path:
    folder = tmp_path / "originals" / "js"
    folder.mkdir(parents=True)
    (folder / "index.DormvYxC.js").write_bytes(SCRIPT)
    (folder / "plain.js").write_bytes(SCRIPT)
    return tmp_path / "originals"


def ask(site: StaticFiles, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope: dict[str, Any] = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": raw}
    asyncio.run(site(scope, receive, send))
    found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], found, b"".join(message.get("body", b"") for message in sent[1:])


@pytest.fixture
def site(originals: Path, tmp_path: Path) -> StaticFiles:
    made = StaticFiles(app, tmp_path / "copies", originals)
    assert made.ready.wait(30)
    return made


@pytest.mark.parametrize(
    ("accepts", "encoding", "opened"),
    [("br, gzip", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("", None, bytes)],
)
def test_a_file_comes_in_the_smallest_form_the_browser_takes(
    site: StaticFiles, accepts: str, encoding: str | None, opened: Any
) -> None:
    status, headers, body = ask(site, "/static/js/plain.js", accept_encoding=accepts)
    assert (status, headers.get("content-encoding")) == (200, encoding)
    assert headers["vary"] == "Accept-Encoding"
    assert opened(body) == SCRIPT


def test_a_name_with_a_hash_is_kept_for_ever_and_others_are_not(site: StaticFiles) -> None:
    assert "immutable" in ask(site, "/static/js/index.DormvYxC.js")[1]["cache-control"]
    assert "immutable" not in ask(site, "/static/js/plain.js")[1]["cache-control"]


def test_copies_that_are_gone_leave_the_originals_in_use(site: StaticFiles, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "copies")
    for path in ("/static/js/plain.js", "/static/js/index.DormvYxC.js"):
        status, _, body = ask(site, path, accept_encoding="br")
        assert (status, body) == (299, b"app")


def test_a_known_file_is_not_sent_again(site: StaticFiles) -> None:
    etag = ask(site, "/static/js/plain.js")[1]["etag"]
    assert ask(site, "/static/js/plain.js", if_none_match=etag)[0] == 304


def test_head_and_ranges_are_answered(site: StaticFiles) -> None:
    assert ask(site, "/static/js/plain.js", "HEAD")[2] == b""
    status, _, body = ask(site, "/static/js/plain.js", range="bytes=0-9")
    assert (status, body) == (206, SCRIPT[:10])


@pytest.mark.parametrize("path", ["/", "/faq", "/static/js/none.js", "/static/../../etc/passwd"])
def test_everything_else_goes_on_to_the_app(site: StaticFiles, path: str) -> None:
    assert ask(site, path)[0] == 299


def test_below_a_base_path_the_files_are_there(originals: Path, tmp_path: Path) -> None:
    site = StaticFiles(app, tmp_path / "copies", originals, "/ketamine")
    assert site.ready.wait(30)
    assert ask(site, "/ketamine/static/js/plain.js")[0] == 200
    assert ask(site, "/static/js/plain.js")[0] == 299


def test_copies_are_made_once(originals: Path, tmp_path: Path) -> None:
    place = make_copies(originals, tmp_path)
    made = place.stat().st_ino
    assert make_copies(originals, tmp_path) == place
    assert place.stat().st_ino == made


def test_while_another_process_makes_them_the_app_serves(originals: Path, tmp_path: Path) -> None:
    place = make_copies(originals, tmp_path)
    place.rename(place.with_name(f"{place.name}.making"))
    busy = StaticFiles(app, tmp_path, originals)
    assert busy.ready.wait(30)
    assert ask(busy, "/static/js/plain.js")[0] == 299


def test_a_half_made_folder_of_a_killed_process_is_made_anew(originals: Path, tmp_path: Path) -> None:
    place = make_copies(originals, tmp_path)
    aside = place.with_name(f"{place.name}.making")
    place.rename(aside)
    old = aside.stat().st_mtime - GIVEN_UP_SECONDS - 1
    os.utime(aside, (old, old))
    assert make_copies(originals, tmp_path) == place


def test_while_one_process_compresses_another_leaves_its_folder_alone(
    originals: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.utime(originals, (0, 0))  # installed long ago

    def slim(folder: Path, icons: set[str]) -> None:
        with pytest.raises(FileExistsError):
            make_copies(originals, tmp_path)

    monkeypatch.setattr(fonts, "slim_fonts", slim)
    assert make_copies(originals, tmp_path).exists()


def test_a_folder_that_cannot_be_written_leaves_the_app_serving(originals: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    stuck = StaticFiles(app, tmp_path / "file" / "copies", originals)
    assert stuck.ready.wait(30)
    assert ask(stuck, "/static/js/plain.js")[0] == 299


def test_streamlits_own_files_are_where_they_are_looked_for() -> None:
    assert list(original_files().glob("js/index.*.js"))


def test_the_copies_hold_the_small_icon_font(tmp_path: Path) -> None:
    originals = tmp_path / "originals" / "media"
    originals.mkdir(parents=True)
    font = static_root() / icon_font()
    shutil.copy(font, originals)
    place = make_copies(originals.parent, tmp_path / "copies")
    assert (place / "media" / font.name).stat().st_size < font.stat().st_size / 10
    assert (originals / font.name).stat().st_size == font.stat().st_size, "the package's own file is left alone"
