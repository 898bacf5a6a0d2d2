"""Which scripts are asked for early, from Streamlit's own manifest."""

import logging
from pathlib import Path

import pytest

from explainer.content import Content
from explainer.find.state import State
from explainer.site import PAGES, SitePage
from explainer.views.blocks import Filters
from explainer.views.pages import view
from explainer.views.view import walk
from explainer.web.streamlit_page import build
from explainer.web.streamlit_page.build import manifest, static_root
from explainer.web.streamlit_page.preload import (
    EVERYWHERE,
    PARTS,
    PARTS_OF_A_VIEW,
    TABLE,
    early_files,
    icon_font,
    parts_of,
    scripts_of,
)

WIDGETS = {
    "list": "Multiselect",
    "switch": "Checkbox",
    "least": "Slider",
    "one": "Selectbox",
    "pages": "Pagination",
}
"""Parts of Streamlit by the kind of the widget that needs them."""


def test_every_part_is_in_the_manifest_of_this_streamlit(caplog: pytest.LogCaptureFixture) -> None:
    for parts in (EVERYWHERE, *PARTS.values(), *PARTS_OF_A_VIEW.values()):
        for part in parts:
            assert scripts_of((part,)), part
    assert caplog.records == []


def test_every_file_is_there_and_named_once() -> None:
    for parts in PARTS.values():
        files = scripts_of((*EVERYWHERE, *parts))
        assert len(set(files)) == len(files) > len(parts)
        assert all((static_root() / file).is_file() for file in files)


def test_the_script_of_tables_is_asked_for_by_pages_with_tables_alone() -> None:
    table = scripts_of((TABLE,))[0]
    asked = {page: table in early_files(parts_of(page)) for page in PARTS}
    assert asked == {page: TABLE in parts for page, parts in PARTS.items()}
    assert set(asked.values()) == {True, False}


def test_no_page_asks_for_the_scripts_of_charts() -> None:
    assert any("vega" in chunk["file"].lower() for chunk in manifest().values())
    for page in PARTS:
        for opens in (False, True):
            assert "vega" not in " ".join(early_files(parts_of(page, view=opens))).lower(), page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_asks_early_for_the_widgets_it_shows_and_for_no_others(page: SitePage, site_content: Content) -> None:
    filters = [block for block in walk(view(site_content, page, State()).blocks) if isinstance(block, Filters)]
    fields = [field for each in filters for field in each.fields if field.kind in WIDGETS]
    at_once = {WIDGETS[field.kind] for field in fields if not field.folded}
    asked = set(PARTS[page.name]) & set(WIDGETS.values())
    assert at_once <= asked <= {WIDGETS[field.kind] for field in fields}


def test_the_icon_font_is_asked_for_early() -> None:
    assert (static_root() / icon_font()).is_file()
    assert early_files(())[0] == icon_font()


def test_an_address_that_opens_a_condition_asks_for_what_it_shows() -> None:
    assert TABLE not in parts_of("conditions")
    assert TABLE in parts_of("conditions", view=True)
    assert parts_of("safety", view=True) == parts_of("safety")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"index.html": 3}', '{"index.html": {"isEntry": true}}'])
def test_a_manifest_that_we_do_not_understand_preloads_nothing(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "manifest.json").write_text(text)
    monkeypatch.setattr(build, "static_root", lambda: tmp_path)
    forget()
    try:
        with caplog.at_level(logging.WARNING):
            assert early_files(PARTS["trials"]) == ()
        assert caplog.records
    finally:
        forget()


def forget() -> None:
    for kept in (manifest, scripts_of, early_files):
        kept.cache_clear()
