"""Words of the glossary where they stand: the first time that a page uses one, it is a link with its explanation."""

from dataclasses import replace

from explainer.content import Content
from explainer.content.reference import Term
from explainer.find.glossary import first_terms
from explainer.site import GLOSSARY
from explainer.views import blocks as b
from explainer.views.inline import Inline, Link, link


def explained(content: Content, blocks: b.Blocks) -> b.Blocks:
    """The blocks with those links in their paragraphs and lists.

    Closed folds, headings, tables, help in a crisis and what is printed stay as they are, as do words in bold.
    """
    return _explained(content, blocks, set())


def _explained(content: Content, blocks: b.Blocks, seen: set[str]) -> b.Blocks:
    return tuple(_block(content, block, seen) for block in blocks)


def _block(content: Content, block: b.Block, seen: set[str]) -> b.Block:
    match block:
        case b.Paragraph(text):
            return replace(block, text=_text(content, text, seen))
        case b.Bullets(items):
            return b.Bullets(tuple(_text(content, item, seen) for item in items))
        case b.Group(inner) | b.Dialog(_, inner):
            return replace(block, blocks=_explained(content, inner, seen))
        case b.Fold(_, inner, is_open=True):
            return replace(block, blocks=_explained(content, inner, seen))
        case b.Row(groups):
            whole = (replace(group, blocks=_explained(content, group.blocks, seen)) for group in groups)
            return b.Row(tuple(whole))
    return block


def _text(content: Content, text: Inline, seen: set[str]) -> Inline:
    if isinstance(text, tuple):
        return tuple(_text(content, part, seen) for part in text)
    if not isinstance(text, str):
        return text
    return tuple(piece if isinstance(piece, str) else _word(*piece) for piece in first_terms(content, text, seen))


def _word(word: str, term: Term) -> Link:
    return replace(link(GLOSSARY, word, at=term.id), hint=term.explanation)
