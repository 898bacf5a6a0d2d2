"""Small pieces that most pages share: the head of a page, the reading's mark, crisis lines, the footer."""

from collections.abc import Iterable

import streamlit as st

from explainer.content import Content
from explainer.content.prose import HelpForm
from explainer.ui.site_map import PAGES, SitePage, page_named, text_link
from explainer.ui.text import bullets, plain, prose
from explainer.words.crisis import Contact, crisis_help


def page_head(content: Content, page: str, own: HelpForm | None = None) -> None:
    """The page's title, its crisis help (``own`` where what is opened has one) and its first sentences."""
    words = content.pages[page]
    st.title(words.title, anchor=False)
    show_help(content, own or words.crisis_help)
    st.markdown(prose(content.filled(words.lead)))


def count_line(text: str) -> None:
    """How much is shown now. The first page's script reads it out to screen readers when it changes."""
    with st.container(key="count", width="content"):
        st.markdown(text)


def condition_links(content: Content, conditions: Iterable[str]) -> list[str]:
    """Links to conditions, by their names, in Markdown."""
    return [text_link("conditions", plain(content.conditions[name].name), condition=name) for name in conditions]


def show_help(content: Content, form: HelpForm | None) -> None:
    """The crisis help in the form that a text asks for; nothing for a text that asks for none."""
    if form == "top":
        help_now(content)
    elif form == "line":
        crisis_line(content)


def help_now(content: Content, *, anchor: bool = True) -> None:
    """The crisis help in full. On a page that has it twice, only one of the two takes the anchor."""
    said = crisis_help(content)
    with st.container(border=True):
        st.subheader(said.title, anchor="help-now" if anchor else False)
        st.markdown(f"**{plain(said.danger)}**")
        st.markdown(bullets([f"{plain(each.place)}: **{_linked(each)}**" for each in said.emergency]))
        st.markdown(prose(said.until_help))
        st.markdown(prose(said.talk))
        st.markdown(bullets([_line(each) for each in said.lines]))


def _line(each: Contact) -> str:
    said = " ".join(part for part in (each.promise, each.statement) if part)
    return f"**{plain(each.place)}: {_linked(each)}.** {plain(said)}"


def _linked(each: Contact) -> str:
    return f"[{each.contact}]({each.address})"


def crisis_line(content: Content) -> None:
    """The emergency numbers and the crisis lines in one paragraph."""
    said = crisis_help(content)
    emergency = " · ".join(f"{plain(each.place)} {_linked(each)}" for each in said.emergency)
    lines = " · ".join(f"{plain(each.place)} {_linked(each)}" for each in said.lines)
    st.markdown(f"**{plain(said.danger)}** {emergency}  \n**{plain(said.line_talk)}** {lines}")


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
