"""The two collections that are no table: the search, and how readers reacted to each answer (counts only)."""

from typing import Any

from explainer.content import Content
from explainer.find.site_search import search
from explainer.poll.process_store import read_votes
from explainer.poll.reactions import REACTION_IDS, SITE
from explainer.views.index import site_index
from explainer.views.inline import link

Values = dict[str, Any]
FOR = "for"
SEARCH_NAME, REACTIONS_NAME = "search", "reactions"
_TEXT = {"type": "string"}
FOUND: Values = {
    "type": "object",
    "description": "One thing of the site that the search found.",
    "properties": {
        "kind": _TEXT | {"description": "Conditions, questions, trials and so on."},
        "title": _TEXT,
        "detail": _TEXT | {"description": "The beginning of what is said of it."},
        "address": _TEXT | {"description": "Its page, from the address of the site: `conditions?condition=...`"},
    },
    "required": ["kind", "title", "detail", "address"],
    "additionalProperties": False,
}
_COUNT = {"type": "integer", "minimum": 0}
REACTIONS: Values = {
    "type": "object",
    "description": "How many readers gave each reaction to an answer. It is how readers feel, not what is true.",
    "properties": {
        "question": _TEXT | {"description": f"Id of a question; `{SITE}` is the whole site."},
        **{name: _COUNT for name in REACTION_IDS},
        "total": _COUNT,
    },
    "required": ["question", *REACTION_IDS, "total"],
    "additionalProperties": False,
}


def found(content: Content, query: str) -> list[Values]:
    """What the search finds, by kind, the best first."""
    items = (item for kind in search(site_index(content), query).values() for item in kind)
    return [
        {
            "kind": item.kind,
            "title": item.title,
            "detail": item.detail,
            "address": link(item.page, "", **dict(item.query)).address.removeprefix("./"),
        }
        for item in items
    ]


def questions(content: Content) -> list[str]:
    """Ids of all that can be reacted to."""
    return [SITE, *content.faq]


def reactions(names: list[str]) -> list[Values]:
    """The counts of some questions. Raises :class:`~explainer.poll.process_store.RestingError`."""
    tallies = read_votes(lambda votes: votes.store.tallies(names))
    return [{"question": name, **tally, "total": sum(tally.values())} for name, tally in tallies.items()]
