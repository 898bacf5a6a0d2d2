"""The crisis help as HTML, in full and as one paragraph, from the same content that the app draws."""

from html import escape

from explainer.content import Content
from explainer.content.prose import HelpForm
from explainer.web.markup import bullets, link
from explainer.words.crisis import Contact, crisis_help


def help_html(content: Content, form: HelpForm | None, *, level: int = 2) -> str:
    """The help in the form that a text asks for, its title a heading of this level; nothing where none is asked for."""
    if form is None:
        return ""
    return _in_full(content, level) if form == "top" else help_line(content)


def help_line(content: Content) -> str:
    """The emergency numbers and the crisis lines in one paragraph."""
    said = crisis_help(content)
    emergency = " · ".join(f"{escape(each.place)} {_linked(each)}" for each in said.emergency)
    lines = " · ".join(f"{escape(each.place)} {_linked(each)}" for each in said.lines)
    return f'<p class="help"><b>{escape(said.danger)}</b> {emergency}<br><b>{escape(said.line_talk)}</b> {lines}</p>'


def _in_full(content: Content, level: int) -> str:
    said = crisis_help(content)
    return (
        f'<section class="help"><h{level} id="help-now">{escape(said.title)}</h{level}>'
        f"<p><b>{escape(said.danger)}</b></p>"
        f"{bullets(f'{escape(each.place)}: <b>{_linked(each)}</b>' for each in said.emergency)}"
        f"<p>{escape(said.until_help)}</p><p>{escape(said.talk)}</p>"
        f"{bullets(_line(each) for each in said.lines)}</section>"
    )


def _line(each: Contact) -> str:
    said = " ".join(part for part in (each.promise, each.statement) if part)
    return f"<b>{escape(each.place)}: {_linked(each)}.</b> {escape(said)}"


def _linked(each: Contact) -> str:
    return link(each.address, each.contact)
