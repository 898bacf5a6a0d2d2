"""Words of the glossary are explained where they stand, once a page, and nothing that a page says changes by it."""

import pytest

from explainer.content import Content
from explainer.find.state import State
from explainer.site import CONDITIONS, GLOSSARY, SitePage
from explainer.views import blocks as b
from explainer.views.explained import explained
from explainer.views.inline import Bold, Link, link, links_in
from explainer.views.pages import NOT_EXPLAINED, VIEWS, addresses, view
from explainer.views.text import text
from explainer.views.view import texts_of, walk


def _words(blocks: b.Blocks) -> list[Link]:
    return [each for block in walk(blocks) for words in texts_of(block) for each in links_in(words) if each.hint]


def test_a_word_is_explained_the_first_time_only(site_content: Content) -> None:
    placebo = site_content.glossary["placebo"]
    blocks = explained(site_content, (b.Paragraph("A placebo, again a placebo."), b.Bullets(("Placebo once more.",))))
    (word,) = _words(blocks)
    assert (word.text, word.address, word.hint) == ("placebo", GLOSSARY.address(placebo.id), placebo.explanation)
    assert blocks[1] == b.Bullets((("Placebo once more.",),))


def test_links_bold_words_and_closed_folds_stay_as_they_are(site_content: Content) -> None:
    blocks: b.Blocks = (
        b.Heading("Placebo"),
        b.Paragraph((Bold("Placebo"), link(CONDITIONS, "placebo"))),
        b.Fold("Placebo", (b.Paragraph("placebo"),)),
    )
    assert not _words(explained(site_content, blocks))
    opened = b.Fold("Placebo", (b.Paragraph("placebo"),), is_open=True)
    assert len(_words(explained(site_content, (opened,)))) == 1


def test_no_page_says_anything_else_for_it(site_content: Content) -> None:
    found = 0
    for page, state in addresses(site_content):
        if page.kind not in (None, "condition", "claim", "mechanism"):
            continue  # the others are many, and made of the same blocks
        shown = view(site_content, page, state)
        assert text(shown.blocks) == text(VIEWS[page](site_content, state).blocks)
        words = [word.address for word in _words(shown.blocks)]
        assert len(words) == len(set(words)), (page.name, state)
        found += len(words)
    assert found > len(site_content.glossary)


@pytest.mark.parametrize("page", NOT_EXPLAINED)
def test_the_glossary_titles_of_works_and_finds_stay_as_they_are(site_content: Content, page: SitePage) -> None:
    assert not _words(view(site_content, page, State.of(**{"for": "placebo"})).blocks)
