"""Polls in the first HTML: a form for each, filled in where the page leaves a place for it."""


def has_polls(body: str) -> bool:
    """Whether a page has a poll, so that it says how the votes stand and is kept for seconds only."""
    return False


def with_polls(body: str, token: str | None = None) -> str:
    """The page with its polls; ``token`` is a visitor's whose own reactions are shown, else it is for everybody."""
    return body
