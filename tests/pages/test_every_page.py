"""What every page of the site keeps to."""

import pytest
from streamlit.testing.v1 import AppTest

from explainer.content import Content
from explainer.settings import ROOT
from explainer.site import HOME, PAGES, page_named
from explainer.ui.scripts import script_of
from tests.pages.conftest import OpenPage
from tests.pages.seen import slips, titled, words

NAMES = [page.name for page in PAGES]
HOSTILE = {
    "empty": "",
    "long": "x" * 5000,
    "strange": "<script>alert('{x|y}')</script>\x00кетамин \u202e🙂",
    "repeated": ["9-1", "nope"],
}
ALSO_READ = {
    "trials": ("outcome", "row", "trust"),
    "mechanisms": ("spot",),
    "search": ("for",),
    "safety": ("from",),
    "timeline": ("era",),
}
"""What pages read from the address beside their widgets and the one thing that they may be asked for."""


@pytest.mark.parametrize("name", NAMES)
def test_every_page_opens_with_its_words_and_ends_with_no_advice_and_where_to_report_a_number(
    open_page: OpenPage, site_content: Content, name: str
) -> None:
    page = open_page(name)
    assert not page.exception and not page.error
    assert [title.value for title in page.title] == [site_content.pages[name].title]
    assert " ".join(site_content.pages[name].lead.split()[:6]).replace("$", r"\$") in " ".join(words(page).split())
    assert "Not medical advice." in words(page) and "**Found a wrong number?**" in words(page)
    assert slips(page) == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_an_address_that_makes_no_sense_opens_its_page_and_is_met_with_calm_words(
    open_page: OpenPage, site_content: Content, bound: dict[str, list[str]], name: str, value: str | list[str]
) -> None:
    thing = page_named(name).key or "colour"
    for query in filter(None, (bound[name], [thing, *ALSO_READ.get(name, ())])):
        page = open_page(name, **dict.fromkeys(query, value))
        assert not page.exception and not page.error
        assert len(page.title) == 1
        assert slips(page) == [] and "<script" not in words(page)
        assert "Not medical advice." in words(page)
        assert "**0 of" not in words(page) or page.info, "nothing is left, and no word on what to do"
    if thing != "colour" and value:
        assert set(titled(page.warning)) == {"Not found"}


@pytest.fixture(scope="module")
def bound() -> dict[str, list[str]]:
    """For each page, the widgets that read the address."""
    found = {}
    for name in NAMES:
        page = AppTest.from_file(str(ROOT / "explainer" / "router.py"), default_timeout=30)
        page.switch_page(script_of(page_named(name))).run()
        keys = (getattr(getattr(each, "proto", None), "query_param_key", "") for each in page.main)
        found[name] = [key for key in keys if key]
    assert sum(map(len, found.values())) > len(NAMES)
    return found


def test_the_first_page_is_the_overview(open_page: OpenPage) -> None:
    assert HOME.name == "overview"
    assert len({page.name for page in PAGES}) == len({page.menu for page in PAGES}) == len(PAGES) >= 5


@pytest.mark.parametrize(
    ("name", "query"),
    [("conditions", {"condition": "ptsd"}), ("conditions", {"condition": "gout"}), ("timeline", {"events": "zzzz"})],
)
def test_a_view_of_a_page_has_its_foot_too(open_page: OpenPage, name: str, query: dict[str, str]) -> None:
    page = words(open_page(name, **query))
    assert "Not medical advice." in page
    assert "**Found a wrong number?**" in page
