"""Streamlit's page as a shell: what stays, what moves, what goes; and a page that is not as we know it."""

import logging
import re

import pytest

from explainer.web.streamlit_page import shell as module
from explainer.web.streamlit_page.build import index_html
from explainer.web.streamlit_page.shell import ShellError, own_page, read_shell, shell

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


def test_ours_stands_in_its_places_and_their_scripts_and_styles_after_it() -> None:
    page = read_shell(PAGE).page("<title>Ours</title>", "<main>words</main>")
    assert page.index("<title>Ours") < page.index("</head>") < page.index('<div id="root"></div><main>words</main>')
    assert page.index("</main>") < page.index('type="module"') < page.index('rel="stylesheet"')
    assert read_shell(PAGE).files == {"one.js", "main.js"}


def test_scripts_run_one_by_one_and_the_main_script_last() -> None:
    page, theirs = read_shell(index_html()).page("", ""), index_html()
    script, preloaded = r'type="module" crossorigin src="(.+?)"', r'"modulepreload".+?href="(.+?)"'
    main, imported = re.findall(script, theirs), re.findall(preloaded, theirs)
    assert len(main) == 1 and len(imported) > 10
    assert re.findall(script, page) == [*imported, *main] == re.findall(preloaded, page)


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
