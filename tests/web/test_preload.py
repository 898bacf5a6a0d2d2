"""Which scripts are asked for early, from Streamlit's own manifest."""

import logging
import re
from pathlib import Path

import pytest

from explainer.site import PAGES
from explainer.web import preload
from explainer.web.preload import (
    CHART,
    EVERYWHERE,
    PARTS,
    PARTS_OF_A_VIEW,
    TABLE,
    icon_font,
    parts_of,
    preload_links,
    run_one_by_one,
    scripts_of,
)


def test_every_part_is_in_the_manifest_of_this_streamlit(caplog: pytest.LogCaptureFixture) -> None:
    for parts in (EVERYWHERE, *PARTS.values(), *PARTS_OF_A_VIEW.values()):
        for part in parts:
            assert scripts_of((part,)), part
    assert caplog.records == []
    assert set(PARTS) == {page.name for page in PAGES}


def test_every_file_is_there_and_named_once() -> None:
    for parts in PARTS.values():
        files = scripts_of((*EVERYWHERE, *parts))
        assert len(set(files)) == len(files) > len(parts)
        assert all((preload.static_root() / file).is_file() for file in files)


def test_the_scripts_of_charts_are_asked_for_by_pages_with_charts_alone() -> None:
    chart = scripts_of((CHART,))[0]
    for page, parts in PARTS.items():
        assert (chart in preload_links("", parts_of(page))) == (CHART in parts), page


def test_text_comes_before_charts() -> None:
    links = preload_links("", (CHART, "Button"))
    first, _, later = links.partition("fetchpriority")
    assert scripts_of(("Button",))[0] in first
    assert scripts_of((CHART,))[0] in later
    assert scripts_of((CHART,))[0] not in first


def test_what_the_page_names_itself_is_not_named_again() -> None:
    file = scripts_of(("Button",))[0]
    assert file not in preload_links(f'<script src="./{file}">', ("Button",))


def test_scripts_run_one_by_one_and_the_main_script_last() -> None:
    page = (preload.static_root() / "index.html").read_text(encoding="utf-8")
    script, preload_link = r'type="module" crossorigin src="(.+?)"', r'"modulepreload".+?href="(.+?)"'
    main, preloaded = re.findall(script, page), re.findall(preload_link, page)
    assert len(main) == 1 and len(preloaded) > 10
    changed = run_one_by_one(page)
    assert re.findall(script, changed) == [*preloaded, *main]
    assert set(re.findall(preload_link, changed)) == {*preloaded, *main}


def test_a_page_without_the_main_script_we_know_stays_as_it_is() -> None:
    for page in ("", "<head></head>", '<head><script type="module" src="./a.js"></script></head>'):
        assert run_one_by_one(page) == page


def test_the_icon_font_is_asked_for_early() -> None:
    assert (preload.static_root() / icon_font()).is_file()
    assert f'as="font" type="font/woff2" crossorigin href="./{icon_font()}"' in preload_links("", ())


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
    monkeypatch.setattr(preload, "static_root", lambda: tmp_path)
    preload._manifest.cache_clear()
    scripts_of.cache_clear()
    try:
        with caplog.at_level(logging.WARNING):
            assert preload_links("", PARTS["trials"]) == ""
        assert caplog.records
    finally:
        preload._manifest.cache_clear()
        scripts_of.cache_clear()
