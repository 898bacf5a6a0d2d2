"""Addresses in another case lead to the right one, and to nothing else."""

import re
from urllib.parse import parse_qsl, urlencode, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.content import Content
from explainer.find.state import State
from explainer.site import PAGES, SitePage
from explainer.views.opened import ids_by_small_letters, names, things
from explainer.views.pages import view
from explainer.web.page_address import Moved, PageAddress, page_address
from tests.web.asgi import request
from tests.web.test_page_base import ask, based


@pytest.mark.parametrize(
    ("path", "query", "right"),
    [
        ("/Conditions", "", "./conditions"),
        ("/FAQ", "q=driving&utm=X", "./faq?q=driving&utm=X"),
        ("/OverView", "arrange=family", "./?arrange=family"),
        ("/conditions", "condition=PTSD", "./conditions?condition=ptsd"),
        ("/CONDITIONS", "Condition=PTSD", "./conditions?condition=ptsd"),
        ("/conditions", "utm=A%20b&CONDITION=Ptsd&x", "./conditions?utm=A%20b&condition=ptsd&x"),
        ("/sheet", "condition=%50tsd", "./sheet?condition=ptsd"),
        ("/trials", "OF=PTSD&lens", "./trials?of=ptsd&lens"),
        ("/", "Arrange=family", "./?arrange=family"),
    ],
)
def test_names_in_an_address_may_be_in_any_case(path: str, query: str, right: str) -> None:
    answer = ask(path, query)
    assert (answer.status, answer.headers["location"]) == (308, right)


@pytest.mark.parametrize(
    ("path", "query"), [("/conditions", "condition=ptsd"), ("/conditions", "family=PAIN"), ("/faq", "utm=X&Y=Z")]
)
def test_a_right_address_stays(path: str, query: str) -> None:
    assert ask(path, query).status == 200


def test_a_name_that_is_only_like_another_is_not_found_and_offered() -> None:
    answer = ask("/conditions", "condition=PTSDD")
    assert answer.status == 404 and b'href="./conditions?condition=ptsd"' in answer.body


def test_below_a_base_path_the_right_address_is_there_too() -> None:
    answer = request(based(base="/ketamine"), "/ketamine/FAQ")
    assert urljoin("http://example.org/ketamine/FAQ", answer.headers["location"]) == "http://example.org/ketamine/faq"


KEYS = [key for page in PAGES for key in (page.key, *page.queries, "utm", "Reacted") if key]
VALUES = ["ptsd", "PTSD", "Driving", "true", "//evil.example", "http://evil.example/", "a b&c", "é", "\r\nx: y", ""]


@given(
    name=st.sampled_from([page.name for page in PAGES]).flatmap(lambda name: st.sampled_from([name, name.title()])),
    pairs=st.lists(
        st.tuples(st.sampled_from(KEYS).flatmap(lambda k: st.sampled_from([k, k.upper()])), st.sampled_from(VALUES)),
        max_size=4,
    ),
)
def test_every_address_leads_at_once_to_a_right_one_on_this_site_with_all_that_it_said(
    site_content: Content, name: str, pairs: list[tuple[str, str]]
) -> None:
    query = urlencode(pairs)
    found = page_address(site_content, f"/{name}", query)
    assert found is not None
    if not isinstance(found, Moved):
        return
    assert re.fullmatch(r"\./[a-z-]*", found.to) and found.query.isprintable()
    assert [(key.lower(), value.lower()) for key, value in parse_qsl(found.query, keep_blank_values=True)] == [
        (key.lower(), value.lower()) for key, value in pairs
    ]
    assert isinstance(page_address(site_content, found.to.removeprefix("."), found.query), PageAddress)


@pytest.mark.parametrize("page", [page for page in PAGES if page.kind], ids=lambda page: page.name)
def test_a_link_that_is_followed_inside_the_app_opens_the_same_thing_in_any_case(
    site_content: Content, page: SitePage
) -> None:
    name = "ptsd" if page.kind == "condition" else next(iter(things(site_content, page)))
    assert view(site_content, page, State.of(**{page.key: name.upper()})).at == name


def test_keys_and_ids_differ_by_more_than_their_case(site_content: Content) -> None:
    for page in PAGES:
        keys = [page.key, *page.queries]
        assert keys == [key.lower() for key in keys]
        assert page.kind is None or len(ids_by_small_letters(site_content, page)) == len(names(site_content, page.kind))
