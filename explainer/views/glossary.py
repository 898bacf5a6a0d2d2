"""Glossary: every word with its explanation, by kind; one of them first."""

from explainer.content import Content
from explainer.content.reference import Term
from explainer.find.filters import Filter, matching
from explainer.find.state import State
from explainer.site import GLOSSARY
from explainer.views import blocks as b
from explainer.views.inline import Bold, Break, Inline, Small
from explainer.views.opened import opened
from explainer.views.parts import count_of, filter_bar, head, page_view
from explainer.views.view import View

SEARCH = Filter[Term](
    "word", "Search the glossary", "text", lambda term: (*term.forms, term.explanation), hint="for example MADRS"
)


def glossary(content: Content, state: State) -> View:
    """The page; with ``?term=madrs`` that word stands first."""
    target = opened(content, GLOSSARY, state)
    terms_left = matching(content.glossary.values(), (SEARCH,), state)
    first = (b.Group((b.Paragraph(word(content.glossary[target.id])),), card=True),) if target.id else target.missing
    blocks = (
        *head(content, GLOSSARY),
        filter_bar(GLOSSARY, (SEARCH,), state, count_of(len(terms_left), len(content.glossary), "words")),
        *first,
        *(_by_kind(content, terms_left) or _nothing()),
    )
    if not target.id:
        return page_view(content, GLOSSARY, blocks)
    term = content.glossary[target.id]
    return View(term.term, term.explanation, blocks, term.id)


def word(term: Term) -> Inline:
    """A word, its explanation and what else it is called."""
    others: Inline = (Break(), Small(f"Also called: {', '.join(term.other_forms)}")) if term.other_forms else ""
    return (Bold(term.term), Break(), term.explanation, others)


def _by_kind(content: Content, terms_left: list[Term]) -> b.Blocks:
    blocks: b.Blocks = ()
    for kind, heading in content.pages[GLOSSARY.name].sections.items():
        terms = sorted((term for term in terms_left if term.kind == kind), key=lambda term: term.term.casefold())
        if terms:
            blocks += (b.Heading(heading, 2, kind), *(b.Paragraph(word(term)) for term in terms))
    return blocks


def _nothing() -> b.Blocks:
    return (b.Notice("No word matches", "Try the short form of a scale, or another word for the same thing."),)
