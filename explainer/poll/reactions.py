"""The seven reactions of the poll, and the id of its question about the whole site."""

from dataclasses import dataclass

SITE = "site"
"""Id of the question about the whole site; all other questions are ids of FAQ answers."""


@dataclass(frozen=True)
class Reaction:
    """One reaction. The store keeps its ``id``, so the id must never change; ``colour`` is its colour in the bar."""

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
