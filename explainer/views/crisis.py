"""Help in a crisis: in full as a block of its own, or as one line of numbers."""

from explainer.content import Content
from explainer.content.facts import Access
from explainer.content.prose import HelpForm
from explainer.views import blocks as b
from explainer.views.inline import Bold, Inline, Outside, joined


def crisis_help(content: Content, form: HelpForm | None) -> b.Blocks:
    """The help in the form that a text asks for; nothing for a text that asks for none."""
    if form == "top":
        return (help_now(content),)
    return (help_line(content),) if form == "line" else ()


def help_now(content: Content) -> b.Crisis:
    """The help in full: the lines by place, with what is known of each."""
    items: list[Inline] = [
        (Bold((f"{_place(fact)}: ", _contact(fact), ".")), f" {fact.statement}") for fact in _lines(content)
    ]
    said = b.prose(content.pages["site"].sections["crisis"])
    return b.Crisis((b.Heading("Help now", 3, "help-now"), *said, *b.bullets(items)))


def help_line(content: Content) -> b.Paragraph:
    """The numbers alone, on one line."""
    lines = joined(((f"{_place(fact)} ", _contact(fact)) for fact in _lines(content)), " · ")
    return b.Paragraph((Bold("In a crisis?"), " Someone is there day and night: ", lines))


def _lines(content: Content) -> list[Access]:
    return [fact for fact in content.access if fact.kind == "crisis line"]


def _place(fact: Access) -> str:
    return "Anywhere" if fact.place == "international" else fact.place


def _contact(fact: Access) -> Outside:
    """A number to tap on a phone, or a site to open."""
    is_site = any(letter.isalpha() for letter in fact.contact)
    return Outside(fact.contact, f"https://{fact.contact}" if is_site else f"tel:{fact.contact.replace(' ', '')}")
