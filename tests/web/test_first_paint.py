"""The page before its script: title, description and key content of every page and view; a real "not found"."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from explainer.content import Content
from explainer.web.first_paint import FirstPaint, first_paint
from explainer.web.first_views import views
from tests.web.menu import MENU, NAMES


def painted(content: Content, path: str, **query: str) -> FirstPaint:
    return first_paint(content, MENU, path, query)


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


class Balanced(HTMLParser):
    """Notes every tag that is closed out of order or not at all."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("hr", "br", "meta", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_its_title_its_first_words_and_more(site_content: Content, name: str) -> None:
    first = painted(site_content, "/" if name == "overview" else f"/{name}")
    page = site_content.pages[name]
    assert (first.page, first.title) == (name, f"{page.title} · Ketamine in evidence")
    assert f"<h1>{page.title}</h1>" in unescape(first.body)
    assert 50 <= len(first.description) <= 200
    main = first.body.split("<main")[1].split("</main>")[0]
    assert len(text_of(main)) > (600 if name != "search" else 100), "a page says more than its first sentences"


def test_every_page_and_view_is_whole_html_with_no_placeholder_left(site_content: Content) -> None:
    every = [painted(site_content, f"/{name}") for name in NAMES]
    for page, (key, values) in views(site_content).items():
        every += [painted(site_content, f"/{page}", **{key: value}) for value in values]
    assert len({first.path for first in every}) > 500
    for first in every:
        parser = Balanced()
        parser.feed(first.body)
        assert (parser.faults, parser.open) == ([], []), first.path
        assert not re.search(r"[{}]|\bNone\b(?! [a-z])", text_of(first.body)), first.path
        assert first.body.count("<h1>") == 1


@pytest.mark.parametrize("name", NAMES)
def test_the_menu_has_the_names_of_the_app_and_says_where_one_is(site_content: Content, name: str) -> None:
    first = painted(site_content, "/" if name == "overview" else f"/{name}")
    menu = first.body.split("</nav>")[0]
    assert re.findall(r">([^<>]+)</a>", unescape(menu)) == [label for _, label in MENU.pages]
    assert re.findall(r"aria-current=page>([^<]+)<", menu) == [label for here, label in MENU.pages if here == name]


def test_a_crisis_line_can_be_tapped_and_a_site_opened(site_content: Content) -> None:
    body = painted(site_content, "/").body
    assert 'href="tel:988"' in body and 'href="tel:116123"' in body
    assert "Not medical advice" in body
    assert all(f'href="https://{line.contact}"' in body for line in site_content.access if "." in line.contact)


@pytest.mark.parametrize("name", ["conditions", "faq", "mechanisms", "sheet", "timeline", "sources", "trials"])
def test_a_view_has_its_own_title_description_and_address(site_content: Content, name: str) -> None:
    key, values = views(site_content)[name]
    page = painted(site_content, f"/{name}")
    view = painted(site_content, f"/{name}", **{key: values[0], "utm_source": "x"})
    assert view.path == f"{name}?{key}={values[0]}"
    assert view.title != page.title and view.body != page.body


def test_every_condition_and_every_answer_says_what_it_says_in_full(site_content: Content) -> None:
    for condition in site_content.conditions.values():
        said = text_of(painted(site_content, "/conditions", condition=condition.id).body)
        assert " ".join(condition.summary.split()) in said, condition.id
        assert condition.not_known[0] in said, condition.id
    for answer in site_content.faq.values():
        said = text_of(painted(site_content, "/faq", q=answer.id).body)
        assert answer.question in said and answer.short in said


def test_links_lead_to_every_condition_and_every_question(site_content: Content) -> None:
    home = painted(site_content, "/").body
    assert all(f'href="./conditions?condition={name}"' in home for name in site_content.conditions)
    questions = painted(site_content, "/faq").body
    assert all(f'href="./faq?q={name}"' in questions for name in site_content.faq)


@pytest.mark.parametrize("path", ["/nonsense", "/site", "/../etc/passwd", "/faq/x", "/<script>", "/overview"])
def test_an_unknown_address_is_not_found(site_content: Content, path: str) -> None:
    first = painted(site_content, path)
    assert (first.page, first.path) == ("", "")
    assert "<h1>Not found</h1>" in first.body and "<script" not in first.body
    assert 'href="./conditions"' in first.body, "there is a way on"


@pytest.mark.parametrize("query", [{"condition": "gout"}, {"condition": "<img>"}, {"q": "x"}, {"condition": ""}])
def test_an_unknown_view_shows_the_page_itself(site_content: Content, query: dict[str, str]) -> None:
    assert painted(site_content, "/conditions", **query) == painted(site_content, "/conditions")
