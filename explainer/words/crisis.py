"""The help for somebody in danger or in a crisis: what to call, what to do until help is there, whom to talk to."""

from dataclasses import dataclass

from explainer.content import Content
from explainer.content.facts import Access


@dataclass(frozen=True)
class Contact:
    """A number to tap on a phone, or a site to open, and what may be said of it."""

    place: str
    contact: str
    address: str
    """``tel:`` or ``https:`` address."""
    promise: str
    """Words that say whether it is free and open at any hour, or that it is a directory; empty where not known."""
    statement: str


@dataclass(frozen=True)
class CrisisHelp:
    """All parts of the help, in the order in which they are needed; ``line_talk`` is for its short form only."""

    title: str
    danger: str
    emergency: tuple[Contact, ...]
    until_help: str
    talk: str
    lines: tuple[Contact, ...]
    line_talk: str


def crisis_help(content: Content) -> CrisisHelp:
    """The help, from ``data/access.csv`` and the words in ``data/pages/site.toml``."""
    words = content.pages["site"].sections
    return CrisisHelp(
        title=words["help_title"],
        danger=words["danger"],
        emergency=_contacts(content, "emergency number"),
        until_help=words["until_help"],
        talk=words["crisis"],
        lines=_contacts(content, "crisis line"),
        line_talk=words["line_talk"],
    )


def _contacts(content: Content, kind: str) -> tuple[Contact, ...]:
    return tuple(
        Contact(_place(content, row), row.contact, _address(row.contact), _promise(content, row), row.statement)
        for row in content.access
        if row.kind == kind
    )


def _place(content: Content, row: Access) -> str:
    if row.directory:
        return content.pages["site"].sections["directory_place"]
    return "Anywhere" if row.place == "international" else row.place


def _address(contact: str) -> str:
    is_site = any(letter.isalpha() for letter in contact)
    return f"https://{contact}" if is_site else f"tel:{contact.replace(' ', '')}"


def _promise(content: Content, row: Access) -> str:
    """Only what the columns say: an empty cell promises nothing."""
    words = content.pages["site"].sections
    if row.directory:
        return words["directory"]
    if row.free and row.open_at_any_hour:
        return words["free_at_any_hour"]
    if row.open_at_any_hour:
        return words["at_any_hour"]
    return words["free"] if row.free else ""
