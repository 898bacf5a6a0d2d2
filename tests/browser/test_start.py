"""What happens when something is wrong: with the data, with the votes, with a page."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from explainer.content import Content
from explainer.poll.store import VoteStore
from explainer.poll.store_notes import KEY_NOTE, write_note_once
from explainer.settings import ROOT, static_dir
from explainer.web.streamlit_page.hooks import TEST_IDS
from tests.browser.server import Server
from tests.browser.visiting import Visit, answer, expect_heading, main_of, menu, own_heading

RESTING = "The poll is not working just now."


def test_a_server_with_faults_in_its_data_names_them_all_and_does_not_start(
    server: Callable[..., Server], data_copy: Path
) -> None:
    spoil(data_copy / "reading_scale.csv", "approved use,1,", "approved use,first,")
    spoil(data_copy / "faq" / "driving.toml", "question =", "questoin =")
    spoil(data_copy / "pages" / "faq.toml", 'title = "', "title = ")
    bad = server(data=data_copy)
    bad.launch()
    assert bad.exit_code() == 1
    said = bad.read_log()
    for fault in ("data/reading_scale.csv, row 2, column order: ", "data/faq/driving.toml", "data/pages/faq.toml"):
        assert fault in said
    assert "Traceback" not in said
    with pytest.raises(URLError):
        urlopen(bad.address, timeout=2)


def spoil(file: Path, good: str, bad: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert good in text
    file.write_text(text.replace(good, bad, 1), encoding="utf-8")


def a_file_instead_of_the_folder(var: Path) -> None:
    var.write_text("not a folder")


def a_store_that_is_no_database(var: Path) -> None:
    var.mkdir()
    (var / "votes.sqlite3").write_text("not a database, but long enough to be read as one" * 100)


def a_key_that_is_lost(var: Path) -> None:
    var.mkdir()
    store = VoteStore(var / "votes.sqlite3")
    write_note_once(store.writer, KEY_NOTE, "the mark of a key that is not here")
    store.close()


@pytest.mark.parametrize("broken", [a_file_instead_of_the_folder, a_store_that_is_no_database, a_key_that_is_lost])
def test_answers_can_be_read_while_the_votes_cannot(
    broken: Callable[[Path], None],
    server: Callable[..., Server],
    visitor: Callable[..., Visit],
    site_content: Content,
    tmp_path: Path,
) -> None:
    var = tmp_path / "broken"
    broken(var)
    page = visitor(server(var=var).start()).open("/faq?q=is-it-safe")
    expect_heading(page, own_heading(site_content, "/faq"))
    safe = answer(page, "is-it-safe")
    expect(safe.get_by_text("What is not known")).to_be_visible()
    expect(safe.get_by_text(RESTING)).to_be_visible()
    expect(main_of(page).get_by_text(RESTING)).to_have_count(2)  # under the answer, and for the whole site
    expect(main_of(page).get_by_text("Not medical advice.")).to_be_visible()


SECRET = "the reader must not see this"
FAILS = f'raise RuntimeError("{SECRET}")\n'
FAILS_IN_A_PART = f"@st.fragment\ndef part():\n    {FAILS}\n\npart()\n"


def test_a_page_that_fails_apologises_once_between_search_and_crisis_lines_and_the_others_still_open(
    server: Callable[..., Server],
    visitor: Callable[..., Visit],
    site_content: Content,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copy = project_with_failing_pages(tmp_path / "project", timeline=FAILS, sources=FAILS_IN_A_PART)
    monkeypatch.setenv("EXPLAINER_STATIC", str(static_dir()))  # its pictures are drawn already
    running = server(root=copy).start()
    page = visitor(running).open("/timeline")
    expect_apology(page, running)
    menu(page, "Sources")
    expect_heading(page, own_heading(site_content, "/sources"))
    expect_apology(page, running)
    menu(page, "FAQ")
    expect_heading(page, own_heading(site_content, "/faq"))
    expect(main_of(page).get_by_test_id(TEST_IDS["alert"])).to_have_count(0)


def expect_apology(page: Page, running: Server) -> None:
    """One apology with a reference to what the log says, and all that stands around every page."""
    apology = main_of(page).get_by_test_id(TEST_IDS["alert"])
    expect(apology).to_contain_text("Sorry, something went wrong here")
    found = re.search(r"Reference: ([0-9a-f]{8})\.", apology.inner_text())
    assert found is not None
    assert f"a page failed, reference {found[1]}" in running.read_log()
    assert SECRET in running.read_log()
    expect(main_of(page).get_by_role("link", name="Search", exact=True).first).to_be_visible()
    expect(main_of(page).get_by_role("link", name="988", exact=True).last).to_be_visible()
    expect(main_of(page).get_by_text("Not medical advice.")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("Traceback")
    expect(page.locator("body")).not_to_contain_text(SECRET)


def project_with_failing_pages(copy: Path, **endings: str) -> Path:
    for part in ("app.py", "explainer", "pages", "data", ".streamlit", "pyproject.toml"):
        original = ROOT / part
        if original.is_dir():
            shutil.copytree(original, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            copy.mkdir(exist_ok=True)
            shutil.copy(original, copy / part)
    for name, ending in endings.items():
        page = copy / "pages" / f"{name}.py"
        page.write_text(f"{page.read_text()}\n{ending}")
    return copy
