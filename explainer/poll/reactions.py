"""The seven reactions of the poll, and the id of its question about the whole site."""

from dataclasses import dataclass
from urllib.parse import quote

SITE = "site"
"""Id of the question about the whole site; all other questions are ids of FAQ answers."""


@dataclass(frozen=True)
class Reaction:
    """One reaction. The store keeps its ``id``, so the id must never change; ``colour`` is its colour in the bar."""

    id: str
    word: str
    colour: str
    glyph: str
    """Its sign as lines of SVG in a square of 24; drawn by us, so that it looks the same on every device."""


_FACE = '<circle cx="12" cy="12" r="9"/><path d="M9 9.7v.01M15 9.7v.01"/>'
_THUMB = '<path d="M7 20V11l4-8a2.5 2.5 0 0 1 2.5 2.7L13 9h5.6a2 2 0 0 1 2 2.4l-1.4 7a2 2 0 0 1-2 1.6zM7 11H3.5v9H7"/>'
REACTIONS = (
    Reaction("like", "like", "#3b7dd8", _THUMB),
    Reaction("dislike", "dislike", "#8a8f98", f'<g transform="rotate(180 12 12)">{_THUMB}</g>'),
    Reaction(
        "love",
        "love",
        "#c2477f",
        '<path d="M12 20S4 15 4 9.2A4.3 4.3 0 0 1 12 7a4.3 4.3 0 0 1 8 2.2C20 15 12 20 12 20z"/>',
    ),
    Reaction("funny", "funny", "#d99a1c", f'{_FACE}<path d="M7.5 13.5a4.6 4.6 0 0 0 9 0z"/>'),
    Reaction("angry", "angry", "#c8502c", f'{_FACE}<path d="M7 7l3 1.4M17 7l-3 1.4M8.5 16.5a4 4 0 0 1 7 0"/>'),
    Reaction("sad", "sad", "#6d6fc9", f'{_FACE}<path d="M8.5 16.5a4 4 0 0 1 7 0M17 12.5v2.5"/>'),
    Reaction("wow", "wow", "#2f9e8f", f'{_FACE}<circle cx="12" cy="15.5" r="2"/>'),
)
REACTION_IDS = tuple(reaction.id for reaction in REACTIONS)


def glyph_style(row: str) -> str:
    """A style sheet that puts each glyph before its word, in the word's colour.

    ``row`` is the selector of a row of reactions. Streamlit draws the options in our order and gives them no name, so
    they are found by their place. All glyphs are one picture, one below the other: each picture of a style sheet takes
    a slow phone 10 to 20 ms.
    """
    last = len(REACTIONS) - 1
    rules = "".join(
        f"{row} button:nth-of-type({place + 1})::before{{mask-position:0 {100 * place / last:.3f}%}}"
        for place in range(len(REACTIONS))
    )
    look = (
        'content:"";flex:none;width:1.15em;height:1.15em;margin-right:.35em;background:currentColor;'
        f'mask:url("data:image/svg+xml,{quote(_all_glyphs())}") 0 0/100% {100 * len(REACTIONS)}% no-repeat'
    )
    return f"<style>{row} button::before{{{look}}}{rules}</style>"


def _all_glyphs() -> str:
    pen = 'fill="none" stroke="#000" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    size = f'viewBox="0 0 24 {24 * len(REACTIONS)}" preserveAspectRatio="none"'
    glyphs = "".join(
        f'<g transform="translate(0 {24 * place})">{reaction.glyph}</g>' for place, reaction in enumerate(REACTIONS)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {pen}>{glyphs}</svg>'
