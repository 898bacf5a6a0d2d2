"""The first paint and the app say the same: every piece of text that stands in the HTML stands in the app, too."""

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from explainer.content import Content
from explainer.web.first_paint import first_paint
from tests.pages.conftest import OpenPage
from tests.web.menu import MENU, NAMES

VIEWS = [
    *((name, {}) for name in NAMES if name != "conditions"),
    ("conditions", {"condition": "ptsd"}),
    ("claims", {"claim": "gut-health"}),
    ("mechanisms", {"step": "nmda-block"}),
    ("sheet", {"condition": "cluster-headache"}),
    ("faq", {"q": "driving"}),
    ("glossary", {"term": "madrs"}),
]


def letters(text: str) -> str:
    """Text without what marks it up: spaces, Markdown's signs, letters' case."""
    linked = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"[\s*\\_\u200b]+", "", linked).lower()


def in_the_app(page: AppTest) -> str:
    """All that the app shows or offers."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "expander", "button")
    texts = [
        str(getattr(each, "label", None) or getattr(each, "value", "")) for kind in kinds for each in page.get(kind)
    ]
    texts += [str(option) for box in page.selectbox for option in box.options]
    texts += [" ".join(str(cell) for row in table.value.to_numpy() for cell in row) for table in page.table]
    texts += [" ".join(map(str, table.value.columns)) for table in page.table]
    texts += [unescape(re.sub(r"<[^>]+>", "", str(each.value))) for each in page.get("html")]
    return letters("\n".join(texts))


def pieces(body: str) -> list[str]:
    """The text of the first paint, piece by piece, but for its links to other pages."""
    body = re.sub(r'<p class="bar">.*?</p>', "", body.partition("</nav>")[2])
    main = re.sub(r"</(?:p|li|td|th|h\d|b|a|small)>|<b>|<br>|<a [^>]*>", "\n", body)
    text = unescape(re.sub(r"<[^>]+>", "", main))
    return [piece for line in text.splitlines() if (piece := letters(line).strip(":·“”←→"))]


@pytest.mark.parametrize(("name", "query"), VIEWS)
def test_what_the_html_says_the_app_says(
    open_page: OpenPage, site_content: Content, name: str, query: dict[str, str]
) -> None:
    page = open_page(name, **query)
    for years in page.slider if name == "timeline" else ():
        years.set_range(years.min, years.max).run()
    said = in_the_app(page)
    first = first_paint(site_content, MENU, f"/{'' if name == 'overview' else name}", query)
    assert [piece for piece in pieces(first.body) if piece not in said] == []


def test_the_cards_say_what_the_html_says_of_each_condition(open_page: OpenPage, site_content: Content) -> None:
    said = in_the_app(open_page("conditions", view="cards"))
    columns = ("condition", "reading", "why")
    found = pieces(first_paint(site_content, MENU, "/conditions", {}).body)
    assert [piece for piece in found if piece not in said and piece not in columns] == []


def test_the_app_lists_every_result_that_the_html_lists(open_page: OpenPage, site_content: Content) -> None:
    families = {row.family for row in site_content.results if row.condition == "ptsd"}
    labels = [site_content.families[family].label for family in families]
    said = "".join(in_the_app(open_page("trials", of="ptsd", outcome=label)) for label in labels)
    found = pieces(first_paint(site_content, MENU, "/trials", {"of": "ptsd"}).body)
    columns = ("trial", "measured", "when")
    assert [piece for piece in found if piece not in said and piece not in columns] == []
