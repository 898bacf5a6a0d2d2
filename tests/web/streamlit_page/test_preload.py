"""Which scripts are asked for early, from Streamlit's own manifest."""

import logging
from pathlib import Path

import pytest

from explainer.web.streamlit_page import build
from explainer.web.streamlit_page.build import manifest, static_root
from explainer.web.streamlit_page.preload import (
    CHART,
    EVERYWHERE,
    PARTS,
    PARTS_OF_A_VIEW,
    TABLE,
    icon_font,
    parts_of,
    preload_links,
    scripts_of,
)

NOTHING: frozenset[str] = frozenset()


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


def test_the_scripts_of_charts_are_asked_for_by_pages_with_charts_alone() -> None:
    chart = scripts_of((CHART,))[0]
    for page, parts in PARTS.items():
        assert (chart in preload_links(NOTHING, parts_of(page))) == (CHART in parts), page


def test_text_comes_before_charts() -> None:
    links = preload_links(NOTHING, (CHART, "Button"))
    first, _, later = links.partition("fetchpriority")
    assert scripts_of(("Button",))[0] in first
    assert scripts_of((CHART,))[0] in later
    assert scripts_of((CHART,))[0] not in first


def test_what_the_page_names_itself_is_not_named_again() -> None:
    file = scripts_of(("Button",))[0]
    assert file not in preload_links(frozenset((file,)), ("Button",))


def test_the_icon_font_is_asked_for_early() -> None:
    assert (static_root() / icon_font()).is_file()
    assert f'as="font" type="font/woff2" crossorigin href="./{icon_font()}"' in preload_links(NOTHING, ())


def test_a_phone_gets_cards_and_not_the_table() -> None:
    assert TABLE in parts_of("conditions")
    assert TABLE not in parts_of("conditions", phone=True)
    assert TABLE in parts_of("conditions", view=True, phone=True)
    assert TABLE in parts_of("safety", phone=True)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"index.html": 3}', '{"index.html": {"isEntry": true}}'])
def test_a_manifest_that_we_do_not_understand_preloads_nothing(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "manifest.json").write_text(text)
    monkeypatch.setattr(build, "static_root", lambda: tmp_path)
    forget()
    try:
        with caplog.at_level(logging.WARNING):
            assert preload_links(NOTHING, PARTS["trials"]) == ""
        assert caplog.records
    finally:
        forget()


def forget() -> None:
    for kept in (manifest, scripts_of, preload_links):
        kept.cache_clear()
