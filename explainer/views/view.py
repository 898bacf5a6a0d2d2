"""What an address shows, and the way through its blocks."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from explainer.views.blocks import (
    Block,
    Blocks,
    Bullets,
    Crisis,
    Dialog,
    Figure,
    Fold,
    Folds,
    Group,
    Notice,
    Printed,
    Row,
    Table,
)
from explainer.views.inline import Inline, Link, links_in


@dataclass(frozen=True)
class View:
    """What an address shows: for the head of the page, and the blocks of its body."""

    title: str
    description: str
    blocks: Blocks
    at: str = ""
    """Id of the thing that is opened, if one is."""
    about: tuple[str, ...] = ()
    """The condition it is about, and the condition's other names."""

    @property
    def is_complete(self) -> bool:
        """Whether everything that the address names is there."""
        return not any(isinstance(block, Notice) and block.missing for block in walk(self.blocks))


def walk(blocks: Blocks) -> Iterator[Block]:
    """Every block, those inside others after the one that holds them."""
    for block in blocks:
        yield block
        if isinstance(block, Row):
            yield from walk(block.groups)
        elif isinstance(block, Folds):
            yield from walk(block.folds)
        elif isinstance(block, Fold | Group | Printed | Crisis | Dialog):
            yield from walk(block.blocks)
        elif isinstance(block, Figure) and block.words:
            yield from walk(block.words)


def texts_of(block: Block) -> tuple[Inline, ...]:
    """The texts of a block itself, without the blocks inside it."""
    if isinstance(block, Bullets):
        return block.items
    if isinstance(block, Table):
        return tuple(cell for row in block.rows for cell in row)
    if isinstance(block, Figure):
        return (block.caption, *block.marks.values())
    if isinstance(block, Notice):
        return (block.title, block.text, *block.ways_on)
    texts = (getattr(block, each.name) for each in fields(block) if each.name in ("text", "label", "count", "caption"))
    return tuple(text for text in texts if text)


def links(blocks: Blocks) -> list[Link]:
    """Every link to a page of the site in some blocks."""
    return [link for block in walk(blocks) for text in texts_of(block) for link in links_in(text)]
