"""The seven reactions, and what may be reacted to."""

from dataclasses import dataclass

SITE = "site"
"""The question about the whole site; every other question is the id of an FAQ answer."""


@dataclass(frozen=True)
class Reaction:
    """One way to feel about an answer; ``id`` is what the store keeps, so it never changes."""

    id: str
    emoji: str
    word: str
    colour: str


REACTIONS = (
    Reaction("like", "👍", "like", "#3b7dd8"),
    Reaction("dislike", "👎", "dislike", "#8a8f98"),
    Reaction("love", "❤️", "love", "#c2477f"),
    Reaction("funny", "😄", "funny", "#d99a1c"),
    Reaction("angry", "😠", "angry", "#c8502c"),
    Reaction("sad", "😢", "sad", "#6d6fc9"),
    Reaction("wow", "😮", "wow", "#2f9e8f"),
)
REACTION_IDS = tuple(reaction.id for reaction in REACTIONS)
