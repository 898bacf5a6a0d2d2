"""The one thing that an address opens on a page, and what a reader is told where there is no such thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from explainer.content import Content
from explainer.find.near import nearest
from explainer.find.state import State
from explainer.site import TRIALS, Kind, SitePage
from explainer.views.blocks import Block, Notice
from explainer.views.inline import link

WORDS: Mapping[Kind, str] = {
    "condition": "condition",
    "result": "result",
    "claim": "claim",
    "mechanism": "mechanism",
    "event": "event",
    "answer": "question",
    "source": "source",
    "term": "word",
}
"""What readers call each kind of thing."""


@dataclass(frozen=True)
class Opened:
    """The id of the thing that is opened, or empty; ``missing`` has a notice if there is no thing with that id."""

    id: str = ""
    missing: tuple[Block, ...] = ()


def opened(content: Content, page: SitePage, state: State) -> Opened:
    """What the address opens on a page."""
    target = state.one(page.key)
    if page.kind is None or target is None:
        return Opened()
    if target not in names(content, page.kind):
        target = ids_by_small_letters(content, page).get(target.lower(), target)
    return (
        Opened(target) if target in names(content, page.kind) else Opened(missing=(not_found(content, page, target),))
    )


@lru_cache(maxsize=32)
def ids_by_small_letters(content: Content, page: SitePage) -> Mapping[str, str]:
    """The id of everything that a page opens, by the same id in small letters: ``PTSD`` leads to ``ptsd``."""
    return {key.lower(): key for key in names(content, page.kind)} if page.kind else {}


def not_found(content: Content, page: SitePage, target: str) -> Notice:
    """Return a notice that there is no such thing, with links to at most three things with similar names."""
    assert page.kind is not None
    ids = {name: key for key, name in names(content, page.kind).items()}
    like = dict.fromkeys([*nearest(target, ids), *nearest(target, ids.values())])
    by_id = names(content, page.kind)
    near = [by_id.get(each, each) for each in like][:3]
    return Notice(
        "Not found",
        f"There is no {WORDS[page.kind]} with this name here. The link may be old or mistyped.",
        tuple(link(page, f"Did you mean {name}?", at=ids[name]) for name in dict.fromkeys(near)),
        missing=True,
    )


def things(content: Content, page: SitePage) -> dict[str, str]:
    """Return everything that a page can open: names by id. On the trials page only conditions with results."""
    if page.kind is None:
        return {}
    every = names(content, page.kind)
    if page is not TRIALS:
        return every
    with_results = {row.condition for rows in (content.results, content.pooled) for row in rows}
    return {key: name for key, name in every.items() if key in with_results}


def names(content: Content, kind: Kind) -> dict[str, str]:
    """Every thing of a kind: its name by its id."""
    match kind:
        case "condition":
            return {key: each.name for key, each in content.conditions.items()}
        case "result":
            return {row.id: row.id for rows in (content.results, content.pooled) for row in rows}
        case "claim":
            return {claim.id: f"“{claim.claim}”" for claim in content.claims}
        case "mechanism":
            return {key: each.name for key, each in content.mechanisms.items()}
        case "event":
            return {event.id: event.title for event in content.events}
        case "answer":
            return {key: each.question for key, each in content.faq.items()}
        case "source":
            return {key: each.title for key, each in content.sources.items()}
        case "term":
            return {key: each.term for key, each in content.glossary.items()}
