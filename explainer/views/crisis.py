"""Help for somebody in danger or in a crisis: in full as a block of its own, or as two lines of numbers."""

from explainer.content import Content
from explainer.content.prose import HelpForm
from explainer.views import blocks as b
from explainer.views.inline import Bold, Break, Inline, Outside, joined
from explainer.words.crisis import Contact
from explainer.words.crisis import crisis_help as help_of


def crisis_help(content: Content, form: HelpForm | None, *, level: b.Level = 2, anchor: bool = True) -> b.Blocks:
    """The help in the form that a text asks for; nothing for a text that asks for none.

    ``level`` is the level of its heading: 3 under another heading. If a page has the full help twice, pass
    ``anchor=False`` for one of them, because an anchor may occur only once on a page.
    """
    if form == "top":
        return (help_now(content, level, anchor=anchor),)
    return (b.Crisis((help_line(content),)),) if form == "line" else ()


def help_now(content: Content, level: b.Level = 2, *, anchor: bool = True) -> b.Crisis:
    """The help in full: emergency numbers, what to do until help is there, whom to talk to."""
    words = help_of(content)
    return b.Crisis(
        (
            b.Heading(words.title, level, "help-now" if anchor else ""),
            b.Paragraph((Bold(words.danger), " ", _numbers(words.emergency))),
            b.Paragraph(words.until_help),
            b.Paragraph(words.talk),
            b.Bullets(tuple(map(_line, words.lines))),
        )
    )


def help_line(content: Content) -> b.Paragraph:
    """The emergency numbers and the crisis lines alone."""
    words = help_of(content)
    danger, talk = Bold(words.danger), Bold(words.line_talk)
    return b.Paragraph((danger, " ", _numbers(words.emergency), Break(), talk, " ", _numbers(words.lines)))


def _numbers(contacts: tuple[Contact, ...]) -> Inline:
    return joined(((f"{each.place} ", _contact(each)) for each in contacts), " · ")


def _line(each: Contact) -> Inline:
    promise = " ".join(part for part in (each.promise, each.statement) if part)
    return (Bold((f"{each.place}: ", _contact(each), ".")), f" {promise}")


def _contact(each: Contact) -> Outside:
    return Outside(each.contact, each.address)
