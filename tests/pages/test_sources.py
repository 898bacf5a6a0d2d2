"""The sources, as a reader searches them and opens one."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from explainer.content import Content
from explainer.find.usage import rows_by_source
from tests.pages.conftest import OpenPage
from tests.pages.seen import titled, words

A_PAGE = 25


def shown(page: AppTest) -> list[str]:
    """Ids of the sources on the page, from top to bottom."""
    assert not page.exception
    keys = [container.key or "" for container in page.container]
    return [key.removeprefix("source-") for key in keys if key.startswith("source-")]


def in_order(content: Content) -> list[str]:
    resting = rows_by_source(content)
    return sorted(content.sources, key=lambda source: (-len(resting[source]), content.sources[source].title))


def test_the_sources_that_most_rests_on_come_first(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("sources")
    assert shown(page) == in_order(site_content)[:A_PAGE]
    assert number_found(page) == len(site_content.sources)


def test_every_source_is_on_one_of_the_pages(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("sources")
    leaves = -(-len(site_content.sources) // A_PAGE)
    seen = []
    for leaf in range(1, leaves + 1):
        page.pagination(key="leaf").set_value(leaf).run()
        seen += shown(page)
    assert seen == in_order(site_content)


def number_found(page: AppTest) -> int:
    """``3`` in ``**3 of 400** sources``."""
    (number,) = re.findall(r"\*\*(\d+) of \d+\*\*", words(page))
    return int(number)


def test_a_search_that_leaves_fewer_pages_shows_what_it_found(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("sources")
    page.pagination(key="leaf").set_value(len(site_content.sources) // A_PAGE).run()
    page.text_input(key="works").set_value("depression").run()
    assert A_PAGE < number_found(page) < len(site_content.sources)
    assert shown(page) != []


@pytest.mark.parametrize("query", ["Cochrane", "Feder 2021", "Feder", "10.1136/bmj-2021-067194", "abbar-2022"])
def test_a_source_is_found_by_author_year_title_or_doi(open_page: OpenPage, site_content: Content, query: str) -> None:
    page = open_page("sources")
    page.text_input(key="works").set_value(query).run()
    assert 0 < len(shown(page)) < 30
    word = query.split()[0].lower()
    first = site_content.sources[shown(page)[0]]
    assert word in f"{first.title} {first.authors_short} {first.publisher} {first.doi} {first.id}".lower()


def test_every_kind_shows_its_sources_alone(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("sources")
    kinds = list(page.pills(key="work").options)
    called = site_content.pages["sources"].sections
    assert {called[source.kind] for source in site_content.sources.values()} == set(kinds)
    for kind in called:
        page.pills(key="work").set_value([called[kind]]).run()
        of_kind = [source for source in in_order(site_content) if site_content.sources[source].kind == kind]
        assert f"**{len(of_kind)} of {len(site_content.sources)}** sources" in words(page)
        assert shown(page) == of_kind[:A_PAGE], kind


def test_kind_and_search_narrow_each_other(open_page: OpenPage, site_content: Content) -> None:
    page = open_page("sources", work="product label", works="spravato")
    assert shown(page) != []
    assert {site_content.sources[source].kind for source in shown(page)} == {"label"}


def test_nothing_found_says_what_to_try(open_page: OpenPage) -> None:
    page = open_page("sources", works="zzzz")
    assert shown(page) == []
    assert titled(page.info) == ["No source matches all your filters"]


@pytest.mark.parametrize("place", [0, A_PAGE - 1, A_PAGE, -1])
def test_a_source_opens_at_its_own_address_and_is_shown_once(
    open_page: OpenPage, site_content: Content, place: int
) -> None:
    order = in_order(site_content)
    asked = order[place]
    page = open_page("sources", source=asked)
    assert shown(page) == [asked, *(source for source in order[:A_PAGE] if source != asked)]


def test_a_source_says_what_rests_on_it_where_it_is_and_what_was_read(
    open_page: OpenPage, site_content: Content
) -> None:
    page = open_page("sources", source="abbar-2022")
    entry = page.get_by_key("source-abbar-2022")
    source = site_content.sources["abbar-2022"]
    rows = rows_by_source(site_content)["abbar-2022"]
    said = "\n".join(element.value for element in [*entry.markdown, *entry.caption])
    assert f"]({source.url})" in said
    assert f"[DOI {source.doi}](https://doi.org/{source.doi})" in said
    assert f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/" in said
    assert "read: " in said
    assert [expander.label for expander in entry.expander] == [f"{len(rows)} statements are based on it"]


def test_sources_of_every_sort_open_at_their_own_address(open_page: OpenPage, site_content: Content) -> None:
    sorts = {
        (source.link, bool(source.doi), bool(source.pmid), bool(source.nct), bool(source.authors_short)): source.id
        for source in site_content.sources.values()
    }
    page = open_page("sources", works="zzzz")
    for source in sorts.values():
        page.query_params["source"] = source
        page.run()
        assert shown(page) == [source]


def test_a_page_is_only_linked_where_it_is_the_works_own_or_said_not_to_be(
    open_page: OpenPage, site_content: Content
) -> None:
    for link, said in (("secondary", "reported on another page"), ("none", "no link known")):
        asked = next(source.id for source in site_content.sources.values() if source.link == link)
        entry = open_page("sources", source=asked).get_by_key(f"source-{asked}")
        assert said in "\n".join(element.value for element in [*entry.markdown, *entry.caption])


@pytest.mark.parametrize("asked", ["nobody-2013", "<script>", "{x|y}"])
def test_an_unknown_source_is_met_with_a_calm_word(open_page: OpenPage, asked: str) -> None:
    page = open_page("sources", source=asked)
    assert titled(page.warning) == ["Not found"]
    assert len(shown(page)) == A_PAGE
    assert "<script>" not in words(page)
