"""“Report a wrong number”: an issue that is filled in where a repository is named, a text to copy where none is."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from ruamel.yaml import YAML

from explainer.content import Content, ContentError, load
from explainer.content.facts import Fact
from explainer.settings import ROOT
from explainer.site import SAFETY, SOURCES, TRIALS, SitePage
from explainer.views import blocks as b
from explainer.views.frame import foot
from explainer.views.inline import Outside
from explainer.views.report import LABEL
from explainer.views.text import text
from explainer.views.view import View, links, walk
from tests.content.spoil import replace
from tests.views.seen import every, seen, words

REPOSITORY = "https://github.com/someone/ketamine"
SETTING = 'repository = ""'


def named(data_copy: Path, address: str) -> Content:
    """The content with a repository."""
    replace(data_copy, "pages/site.toml", SETTING, f'repository = "{address}"')
    return load(data_copy)


def issues(found: View) -> list[str]:
    """Addresses that open an issue."""
    texts = [block.text for block in walk(found.blocks) if isinstance(block, b.Paragraph)]
    parts = [part for text in texts for part in (text if isinstance(text, tuple) else (text,))]
    return [part.url for part in parts if isinstance(part, Outside) and part.text == LABEL]


def opened_rows(content: Content) -> list[tuple[SitePage, dict[str, str], str]]:
    """A trial's result, a pooled result, a fact and a source as they are opened: page, query, id of the row."""
    result, pooled, fact = content.results[0], content.pooled[0], next(content.facts())
    source = next(iter(content.sources))
    return [
        (TRIALS, {"of": result.condition, "row": result.id}, result.id),
        (TRIALS, {"of": pooled.condition, "row": pooled.id}, pooled.id),
        (SOURCES, {"row": fact.id}, fact.id),
        (SOURCES, {"source": source}, source),
    ]


def test_without_a_repository_what_is_opened_has_a_text_to_copy(site_content: Content) -> None:
    for page, query, row in opened_rows(site_content):
        found = seen(site_content, page, **query)
        (fold,) = [fold for fold in every(found, b.Fold) if fold.label == LABEL]
        assert f"Row: {row}" in text(fold.blocks) and f"Page: /{page.name}?" in text(fold.blocks)
        assert issues(found) == []


def test_with_a_repository_what_is_opened_has_a_link_to_an_issue_that_is_filled_in(data_copy: Path) -> None:
    content = named(data_copy, REPOSITORY)
    form = YAML(typ="safe").load(ROOT / ".github" / "ISSUE_TEMPLATE" / "wrong-number.yml")
    fields = {each["id"] for each in form["body"] if "id" in each}
    for page, query, row in opened_rows(content):
        found = seen(content, page, **query)
        (address,) = issues(found)
        filled = parse_qs(urlsplit(address).query)
        assert address.startswith(f"{REPOSITORY}/issues/new?") and filled["row"] == [row]
        assert set(filled) - {"template", "title"} <= fields, "a field that the form does not have stays empty"
        assert filled["page"][0].startswith(f"/{page.name}?") and LABEL not in [f.label for f in every(found, b.Fold)]


@pytest.mark.parametrize(
    "address", ["http://github.com/a/b", "https://github.com/a/b/", "https://a/b?c", "github.com/a"]
)
def test_an_address_that_would_make_broken_links_is_refused(data_copy: Path, address: str) -> None:
    with pytest.raises(ContentError, match="repository"):
        named(data_copy, address)


def test_the_word_source_behind_a_fact_opens_the_statement_and_its_source(site_content: Content) -> None:
    fact = next(row for row in site_content.facts() if f"./sources?row={row.id}" in addresses(site_content))
    found = seen(site_content, SOURCES, row=fact.id)
    assert found.at == fact.source and found.title == site_content.sources[fact.source].title
    said = words(found)
    assert said.index(fact.statement) < said.index(f"Row: {fact.id}") < said.index(found.title)


def addresses(content: Content) -> list[str]:
    """Where the links of the safety page lead."""
    return [link.address for link in links(seen(content, SAFETY).blocks)]


def test_every_fact_of_a_page_can_be_opened(site_content: Content) -> None:
    listed = addresses(site_content)
    harms = [row for row in site_content.misuse if isinstance(row, Fact)]
    assert harms and all(SOURCES.address(row=row.id) in listed for row in harms)


def test_a_statement_that_is_not_there_is_said(site_content: Content) -> None:
    found = seen(site_content, SOURCES, row="nobody-1900")
    assert not found.is_complete and "no statement with this name" in words(found)


def test_the_foot_says_where_to_report_and_what_may_be_reused(site_content: Content) -> None:
    said = text(foot(site_content, SAFETY))
    assert "“Source” beside the" in said and "Creative Commons Attribution 4.0" in said and "MIT licence" in said
