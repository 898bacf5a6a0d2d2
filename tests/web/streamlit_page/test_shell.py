"""Streamlit's page as a shell: what stays, what moves, what goes; and a page that is not as we know it."""

import json
import logging
import re
from typing import get_args

import pytest

from explainer.web.app_mode import AppMode
from explainer.web.streamlit_page import shell as module
from explainer.web.streamlit_page.build import index_html
from explainer.web.streamlit_page.shell import START_ID, ShellError, own_page, read_shell, shell

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="UTF-8" /><title>Theirs</title>
<link rel="preload" href="./font.woff2" as="font"><link rel="service-desc" href="./api.json" />
<script>let theirs = "a < b && c"</script><script type="module" src="./main.js"></script>
<link rel="modulepreload" href="./one.js"><link rel="stylesheet" href="./a.css"></head>
<body><noscript><p>Turn it on</p></noscript><div id="root"></div><p>after &amp; on</p></body></html>"""


def test_what_we_do_not_replace_stays_as_it_is() -> None:
    page = read_shell(PAGE).page("", "")
    assert page.startswith('<!DOCTYPE html><html lang="en"><head><meta charset="UTF-8" />')
    for kept in ('<link rel="service-desc" href="./api.json" />', '<script>let theirs = "a < b && c"</script>'):
        assert kept in page.split("</head>")[0]
    assert page.endswith("<p>after &amp; on</p></body></html>")


def test_title_words_without_scripts_and_text_font_go() -> None:
    page = read_shell(PAGE).page("", "")
    assert not re.search("Theirs|Turn it on|font.woff2|noscript", page)


def test_ours_stands_in_its_places() -> None:
    page = read_shell(PAGE).page("<title>Ours</title>", "<main>words</main>")
    assert page.index("<title>Ours") < page.index("</head>") < page.index('<div id="root"></div><main>words</main>')


@pytest.mark.parametrize("mode", ["soon", "reach"])
def test_the_page_runs_no_script_of_theirs_but_names_all_that_the_app_needs(mode: AppMode) -> None:
    page, theirs = read_shell(index_html()).page("", "", ("static/js/more.js",), mode), index_html()
    main = re.findall(r'type="module" crossorigin src="(.+?)"', theirs)
    imported = re.findall(r'"modulepreload".+?href="(.+?)"', theirs)
    sheets = re.findall(r'rel="stylesheet".+?href="(.+?)"', theirs)
    assert len(main) == len(sheets) == 1 and len(imported) > 10
    assert 'src="./static' not in page and 'rel="stylesheet"' not in page
    assert start_of(page) == {
        "mode": mode,
        "sheets": sheets,
        "scripts": [*imported, *main],  # one by one, the main one last
        "files": ["./static/js/more.js"],
    }


def test_only_an_app_that_starts_soon_is_fetched_before_the_words() -> None:
    files = ("one.js", "icons.woff2", "more.js")
    soon, reach = (read_shell(PAGE).page("", "", files, mode) for mode in get_args(AppMode))
    assert re.findall(r'"modulepreload" crossorigin href="(.+?)"', soon) == ["./one.js", "./main.js", "./more.js"]
    assert '<link rel="preload" as="font" type="font/woff2" crossorigin href="./icons.woff2">' in soon
    assert "preload" not in reach


def start_of(page: str) -> object:
    return json.loads(page.split(f'id="{START_ID}">')[1].split("</script>")[0])


@pytest.mark.parametrize(
    ("known", "now"),
    [
        ('<div id="root"></div>', '<div id="app"></div>'),
        ('<div id="root"></div>', '<div id="root"><p>Loading</p></div>'),
        ('<div id="root"></div>', '<div id="root">Loading</div>'),
        ('<script type="module" src="./main.js"></script>', ""),
        ('<script type="module" src="./main.js"></script>', '<script src="./main.js"></script>'),
        ("</head>", ""),
    ],
)
def test_a_page_without_a_place_that_we_need_is_refused(known: str, now: str) -> None:
    assert known in PAGE
    with pytest.raises(ShellError):
        read_shell(PAGE.replace(known, now))


def test_a_page_that_is_not_understood_is_logged_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "index_html", lambda: "<html></html>")
    shell.cache_clear()
    own_page.cache_clear()
    try:
        with caplog.at_level(logging.ERROR):
            assert [shell(), shell()] == [None, None]
        assert len(caplog.records) == 1 and "sent as it is" in caplog.text
        assert own_page() == "<html></html>"
    finally:
        shell.cache_clear()
        own_page.cache_clear()
