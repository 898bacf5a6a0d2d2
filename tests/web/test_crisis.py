"""Every address that speaks of suicide, overdose or use at home has the help in its first HTML, before the rest."""

import re
from html import unescape

import pytest

from explainer.content import Content
from explainer.content.crisis import rows_of_pages, spoken_of
from explainer.site import page_named
from explainer.views.crisis import help_line
from explainer.views.html import html
from explainer.views.opened import things
from tests.web.menu import NAMES, html_of

NUMBERS = ("911", "999", "112", "000", "111")
HELP = re.compile(r'<section class="card crisis">.*?</section>', re.DOTALL)
ONLY_A_WAY = re.compile(r"<li><a [^>]*>[^<]*</a></li>|<option [^>]*>[^<]*</option>")
"""A link in a list, or an option to choose. It does not count, because the page it opens has the help itself."""
OWN_TEXT_ONLY = ("conditions", "sheet", "trials", "faq")
"""Pages that show only the opened thing, so that their whole HTML is searched for the words."""


def main_of(content: Content, path: str, **query: str) -> str:
    body = html_of(content, path, **query).body
    return body.split("<main", 1)[1].split("</main>")[0]


def spoken(content: Content, html: str) -> str:
    return spoken_of(content, [unescape(re.sub(r"<[^>]+>", " ", ONLY_A_WAY.sub("", HELP.sub("", html))))])


def has_help_first(main: str) -> bool:
    """Whether the help stands right behind the title, with all emergency numbers."""
    found = HELP.search(main)
    before = main[: found.start()] if found else main
    is_first = before.rstrip().endswith("</h1>")
    return found is not None and is_first and all(f'href="tel:{number}"' in found[0] for number in NUMBERS)


def addresses(content: Content) -> list[tuple[str, dict[str, str], str]]:
    """Every address: page, query, and the text to search for the words (empty if the page shows more than it opens)."""
    found = []
    rows = rows_of_pages(content)
    for name in NAMES:
        page = content.pages[name]
        found.append((name, {}, " ".join((*(text for _, text in page.texts()), *rows.get(name, ())))))
    for page_name in NAMES:
        page = page_named(page_name)
        key = page.key
        for value in things(content, page):
            query = {key: value}
            text = main_of(content, f"/{page_name}", **query) if page_name in OWN_TEXT_ONLY else ""
            found.append((page_name, query, text))
    return found


def test_every_address_that_speaks_of_it_has_the_help_first(site_content: Content) -> None:
    checked = 0
    for name, query, text in addresses(site_content):
        path = "/" if name == "overview" else f"/{name}"
        if spoken(site_content, text):
            assert has_help_first(main_of(site_content, path, **query)), (name, query)
            checked += 1
    assert checked >= 20


@pytest.mark.slow
@pytest.mark.parametrize("name", ["timeline", "glossary", "sources"])
def test_what_is_opened_on_a_page_has_the_help_of_the_page(site_content: Content, name: str) -> None:
    key, values = page_named(name).key, things(site_content, page_named(name))
    assert all(has_help_first(main_of(site_content, f"/{name}", **{key: value})) for value in values)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/conditions", {"condition": "suicidal-ideation"}),
        ("/sheet", {"condition": "suicidal-ideation"}),
        ("/trials", {"of": "suicidal-ideation"}),
        ("/faq", {"q": "suicidal-thoughts"}),
        ("/faq", {"q": "at-home"}),
        ("/faq", {"q": "is-it-safe"}),
        ("/faq", {"q": "other-medicines"}),
        ("/faq", {"q": "what-a-session-is-like"}),
    ],
)
def test_in_full_where_somebody_in_trouble_would_look(site_content: Content, path: str, query: dict[str, str]) -> None:
    main = main_of(site_content, path, **query)
    block = HELP.search(main)
    assert block is not None and block[0].startswith("<section") and has_help_first(main)
    order = [
        "In danger now",
        "tel:911",
        "Until help arrives",
        "talk to someone",
        "tel:988",
        "tel:116123",
        "findahelpline",
    ]
    places = [block[0].index(part) for part in order]
    assert places == sorted(places)


def test_at_home_begins_with_the_help(site_content: Content) -> None:
    main = main_of(site_content, "/safety")
    part = main.split('<h2 id="home">')[1].split("</h2>", 1)[1]
    assert part.startswith('<section class="card crisis">')
    assert main.count('id="help-now"') == 1


def test_every_page_has_the_emergency_numbers_in_its_foot(site_content: Content) -> None:
    for path in ("/", "/nowhere", *(f"/{name}" for name in NAMES)):
        foot = html_of(site_content, path).body.split("<footer>")[1]
        assert html((help_line(site_content),)) in foot
        assert all(f'href="tel:{number}"' in foot for number in NUMBERS), path
