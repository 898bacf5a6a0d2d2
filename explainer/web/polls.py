"""Polls in the first HTML: a form for each, filled in where the page leaves a place for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs

from explainer.poll.cast import Standing, standings
from explainer.poll.process_store import RestingError
from explainer.poll.reactions import REACTIONS, SITE, glyph_style
from explainer.poll.words import (
    BAR_STYLE,
    COOKIE_NOT_KEPT,
    REFUSALS,
    RESTING,
    TAKE_BACK,
    TRY_AGAIN,
    Refusal,
    bar,
    result_line,
)
from explainer.site import FAQ
from explainer.web.streamlit_page.hooks import style

REACTED = "reacted"
"""Query of the address to which a reader comes back who has voted without the app; its value is the question."""
_PLACE = re.compile(r'<div data-poll="([a-z0-9-]+)" data-label="([^"]*)"></div>')
_HERE = Path(__file__).parent
_STYLE = style((_HERE / "polls.css").read_text(encoding="utf-8")) + glyph_style(".poll fieldset") + BAR_STYLE
SCRIPT = f'<script type="module">{(_HERE / "polls.js").read_text(encoding="utf-8")}</script>'


@dataclass(frozen=True)
class Reacted:
    """A vote that a reader has just sent: its question, and why it was not saved, if it was not."""

    question: str
    refused: Refusal | None = None

    @property
    def address(self) -> str:
        """Where the reader sees what became of it, relative to the site."""
        at = "" if self.question == SITE else f"q={self.question}&"
        refused = f"&refused={self.refused}" if self.refused else ""
        return f"{FAQ.address()}?{at}{REACTED}={self.question}{refused}#poll-{self.question}"


def reacted(query: str) -> Reacted | None:
    """The vote that an address speaks of, if it speaks of one. Other words than ours are left out."""
    values = parse_qs(query)
    question, refused = (values.get(key, [""])[-1] for key in (REACTED, "refused"))
    return Reacted(question, cast(Refusal, refused) if refused in REFUSALS else None) if question else None


def has_polls(body: str) -> bool:
    """Whether a page has a poll, so that it says how the votes stand and is kept for seconds only."""
    return _PLACE.search(body) is not None


def with_polls(body: str, token: str | None = None, last: Reacted | None = None) -> str:
    """The page with its polls; ``token`` is a visitor's whose own reactions are shown, else it is for everybody.

    ``last`` is the vote that the visitor has just sent. A store that can't be reached is said in the polls.
    """
    places = dict(_PLACE.findall(body))
    if not places:
        return body
    known = _standings(list(places), token)

    def form(found: re.Match[str]) -> str:
        question, label = found.groups()
        return _form(question, label, known.get(question), _remark(question, token, last))

    return f"{_STYLE}{_PLACE.sub(form, body)}{SCRIPT}"


def _standings(questions: list[str], token: str | None) -> Mapping[str, Standing]:
    try:
        return standings(questions, token)
    except RestingError:
        return {}


def _remark(question: str, token: str | None, last: Reacted | None) -> str:
    """What the reader is told of the vote that they have just sent."""
    if last is None or last.question != question:
        return ""
    if last.refused:
        return REFUSALS[last.refused]
    return "" if token else COOKIE_NOT_KEPT


def _form(question: str, label: str, now: Standing | None, remark: str = "") -> str:
    """One poll as a form; ``label`` is HTML, and ``now`` is ``None`` while the poll rests."""
    return (
        f'<form class="poll" method="post" action="./react" data-reach id="poll-{question}">'
        f'<input type="hidden" name="question" value="{question}">'
        f"<fieldset><legend>{label}</legend>{_buttons(now)}</fieldset>{_told(question, now, remark)}</form>"
    )


def parts_of_poll(now: Standing | None, token: str | None, last: Reacted) -> Mapping[str, str]:
    """The parts of a form that change with a vote, as HTML for the script of the page."""
    told = _told(last.question, now, _remark(last.question, token, last))
    return {"buttons": _buttons(now), "told": told}


def _buttons(now: Standing | None) -> str:
    """The seven reactions, the visitor's own marked; none while the poll rests."""
    if now is None:
        return ""

    def marked(reaction: str) -> str:
        return f' aria-pressed="{"true" if now.own == reaction else "false"}"' if now.own else ""

    return "".join(f'<button name="reaction" value="{r.id}"{marked(r.id)}>{r.word}</button>' for r in REACTIONS)


def _told(question: str, now: Standing | None, remark: str = "") -> str:
    """What stands below the reactions: a remark, the votes as a bar and in words, and how to take one's own back."""
    note = f'<p class="remark" role="alert">{escape(remark)}</p>' if remark else ""
    if now is None:
        again = f'<a href="{Reacted(question).address}">{TRY_AGAIN}</a>'
        return f"<div>{note}<p><small>{RESTING}</small> {again}</p></div>"
    back = f'<button name="reaction" value="">{TAKE_BACK}</button>' if now.own else ""
    return f"<div>{note}{bar(now)}<p><small>{escape(result_line(now))}</small> {back}</p></div>"
