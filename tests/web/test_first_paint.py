"""The page before its script: the same words as the page, escaped, with a real status."""

import re
from html import unescape

import pytest

from explainer.content import Content
from explainer.web.first_paint import first_paint, prose

NAMES = ("", "conditions", "trials", "claims", "mechanisms", "safety", "sheet", "timeline", "faq", "sources")


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_its_title_and_its_first_words(site_content: Content, name: str) -> None:
    painted = first_paint(site_content, f"/{name}", {})
    page = site_content.pages[name or "overview"]
    assert painted.found
    assert painted.title == f"{page.title} · Ketamine in evidence"
    assert f"<h1>{page.title}</h1>" in unescape(painted.body)
    assert "988" in painted.body and "Not medical advice" in painted.body
    assert 50 <= len(painted.description) <= 200


def test_every_condition_says_what_it_says_on_its_page(site_content: Content) -> None:
    for condition in site_content.conditions.values():
        painted = first_paint(site_content, "/conditions", {"condition": condition.id})
        said = " ".join(text_of(painted.body).split())
        assert condition.name in painted.title
        assert " ".join(site_content.filled(condition.summary).split()) in said, condition.id
        assert site_content.filled(condition.not_known[0]) in said, condition.id


def test_every_answer_says_its_short_form_and_what_is_not_known(site_content: Content) -> None:
    for answer in site_content.faq.values():
        said = text_of(first_paint(site_content, "/faq", {"q": answer.id}).body)
        assert answer.question in said and site_content.filled(answer.short) in said
        assert "{" not in said and "|" not in said


def test_links_lead_to_every_condition_and_every_question(site_content: Content) -> None:
    home = first_paint(site_content, "/", {}).body
    assert all(f'href="./conditions?condition={name}"' in home for name in site_content.conditions)
    questions = first_paint(site_content, "/faq", {}).body
    assert all(f'href="./faq?q={name}"' in questions for name in site_content.faq)


@pytest.mark.parametrize("path", ["/nonsense", "/site", "/../etc/passwd", "/faq/x", "/<script>"])
def test_an_unknown_address_is_not_found(site_content: Content, path: str) -> None:
    painted = first_paint(site_content, path, {})
    assert not painted.found
    assert "<script" not in painted.body


@pytest.mark.parametrize("query", [{"condition": "gout"}, {"condition": "<img>"}, {"q": "x"}, {"condition": ""}])
def test_an_unknown_view_shows_the_page_itself(site_content: Content, query: dict[str, str]) -> None:
    painted = first_paint(site_content, "/conditions", query)
    assert painted == first_paint(site_content, "/conditions", {})


def test_our_small_markdown_is_escaped() -> None:
    html = prose("A **bold** <b>word</b>\ngoes on.\n\n- one & two\n- three\n  and on")
    assert html == (
        "<p>A <b>bold</b> &lt;b&gt;word&lt;/b&gt; goes on.</p><ul><li>one &amp; two</li><li>three and on</li></ul>"
    )
