"""What stands below every page: the words it uses, and its foot."""

from collections.abc import Sequence
from functools import lru_cache

from explainer.content import Content
from explainer.content.reference import Term
from explainer.find.glossary import terms_in
from explainer.find.state import NOTHING, State
from explainer.site import GLOSSARY, SitePage, pages_near
from explainer.views import blocks as b
from explainer.views.cite import cite_fold, cited_view
from explainer.views.crisis import help_line
from explainer.views.glossary import word
from explainer.views.inline import Bold, Inline, Outside, Small, joined, link, marked
from explainer.views.pages import view
from explainer.views.saved import page_links
from explainer.views.text import text
from explainer.views.view import View
from explainer.words.citation import Cited

CC_BY = "https://creativecommons.org/licenses/by/4.0/"
MIT = "https://opensource.org/license/mit"


def foot(content: Content, page: SitePage | None, state: State = NOTHING, cited: Cited | None = None) -> b.Blocks:
    """Where to go on, how to cite, help, no advice, how to report a wrong number, files, licences, privacy."""
    site = content.pages["site"]
    ways = joined([link(near, near.menu) for near in pages_near(page)], " · ") if page else ""
    saved = page_links(content, page, state) if page else ""
    return (
        *((b.Paragraph((Bold("Read next:"), " ", ways)),) if ways else ()),
        *((cite_fold(page, cited),) if page and cited else ()),
        help_line(content),
        b.Paragraph(marked(site.lead), note=True),
        b.Paragraph((Bold("Found a wrong number?"), " ", marked(site.sections["report"])), note=True),
        *((b.Paragraph(Small((Bold("Download this page:"), " ", saved))),) if saved else ()),
        b.Paragraph(Small((Bold("Free to reuse:"), " ", *_licences()))),
        b.Paragraph(Small((Bold("Privacy:"), " ", marked(site.sections["privacy"])))),
    )


def words_used(terms: Sequence[Term]) -> b.Blocks:
    """A fold that explains the words that a page uses; nothing where it uses none."""
    words = tuple(b.Paragraph(word(term)) for term in terms)
    full = b.Paragraph(link(GLOSSARY, "Full glossary"))
    return (b.Fold("Glossary for this page", (*words, full), key="page-words", lazy=True),) if words else ()


def _licences() -> tuple[Inline, ...]:
    content, code = Outside("Creative Commons Attribution 4.0", CC_BY), Outside("MIT licence", MIT)
    return ("texts, tables and pictures under ", content, ", code under the ", code, ".")


@lru_cache(maxsize=512)
def terms_of_page(content: Content, page: SitePage, at: str = "") -> tuple[Term, ...]:
    """Return the glossary terms used by a page, or by the thing with the id ``at`` that it opens."""
    return terms_of_view(content, page, view(content, page, State.of(**{page.key: at}) if at else State()))


def terms_of_view(content: Content, page: SitePage, shown: View) -> tuple[Term, ...]:
    """Return the glossary terms used by what a page shows; the glossary explains its words by itself."""
    return () if page is GLOSSARY else terms_in(content, [text(shown.blocks)])


@lru_cache(maxsize=512)
def cited_page(content: Content, page: SitePage, at: str = "") -> Cited:
    """How a page is cited, or the thing with the id ``at`` that it opens; without such a thing it is the page."""
    return cited_view(content, page, view(content, page, State.of(**{page.key: at}) if at else State()))
