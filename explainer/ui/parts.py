"""Small pieces that most pages share: the head of a page, the reading's mark, crisis lines, the footer."""

from collections.abc import Iterable

import streamlit as st

from explainer.content import Content
from explainer.content.reference import ReadingStep
from explainer.ui.site_map import PAGES, SitePage, page_named, text_link
from explainer.ui.text import plain, prose


def page_head(content: Content, page: str) -> None:
    """The page's title and its first sentences."""
    words = content.pages[page]
    st.title(words.title, anchor=False)
    st.markdown(prose(words.lead))


def count_line(text: str) -> None:
    """How much is shown now. The first page's script reads it out to screen readers when it changes."""
    with st.container(key="count", width="content"):
        st.markdown(text)


def reading_mark(step: ReadingStep) -> str:
    """The reading as symbol, colour and word, in Markdown."""
    return f":{step.colour}[{step.symbol}] **{step.reading}**"


def condition_links(content: Content, conditions: Iterable[str]) -> list[str]:
    """Links to conditions, by their names, in Markdown."""
    return [text_link("conditions", plain(content.conditions[name].name), condition=name) for name in conditions]


def help_now(content: Content) -> None:
    """Crisis lines, by place, from the access facts."""
    lines = [fact for fact in content.access if fact.kind == "crisis line"]
    with st.container(border=True):
        st.subheader("Help now", anchor="help-now")
        st.markdown(prose(content.pages["site"].sections["crisis"]))
        st.markdown(
            "\n".join(
                f"- **{_place(fact.place)}: {_contact(fact.contact)}.** {plain(fact.statement)}" for fact in lines
            )
        )


def _place(place: str) -> str:
    return "Anywhere" if place == "international" else place


def _contact(contact: str) -> str:
    """A number to tap on a phone, or a site to open."""
    if any(letter.isalpha() for letter in contact):
        return f"[{contact}](https://{contact})"
    return f"[{contact}](tel:{contact.replace(' ', '')})"


def crisis_line(content: Content) -> None:
    """The crisis lines on one line, for the foot of every page."""
    lines = [fact for fact in content.access if fact.kind == "crisis line"]
    said = " · ".join(f"{_place(fact.place)} {_contact(fact.contact)}" for fact in lines)
    st.markdown(f"**In a crisis?** Someone is there day and night: {said}")


def footer(content: Content, page: SitePage) -> None:
    """What stands under every page: where to go on, help, not advice, how to report a wrong number."""
    site = content.pages["site"]
    with st.container(key="site-foot"):
        st.divider()
        _next_pages(page)
        crisis_line(content)
        st.caption(prose(site.lead))
        st.caption(f"**A wrong number?** {prose(site.sections['report'])}")


def _next_pages(page: SitePage) -> None:
    """Links to the pages that go with this one, and to those that are not in the menu."""
    others = (each.name for each in PAGES if not each.in_menu and each is not page)
    links = (text_link(name, page_named(name).menu) for name in dict.fromkeys((*page.near, *others)))
    st.markdown(f"**Read on:** {' · '.join(links)}")
