"""What stands around every page: the words it uses, and its foot."""

from functools import lru_cache

from explainer.content import Content
from explainer.content.reference import Term
from explainer.find.glossary import terms_in
from explainer.find.state import NOTHING, State
from explainer.site import GLOSSARY, SitePage, pages_near
from explainer.views import blocks as b
from explainer.views.crisis import help_line
from explainer.views.inline import Bold, Small, joined, link, marked
from explainer.views.pages import view
from explainer.views.saved import page_links
from explainer.views.text import text


def foot(content: Content, page: SitePage | None, state: State = NOTHING) -> b.Blocks:
    """Where to go on, help, that this is no advice, how to report a wrong number, the page as files."""
    site = content.pages["site"]
    ways = joined([link(near, near.menu) for near in pages_near(page)], " · ") if page else ""
    saved = page_links(content, page, state) if page else ""
    return (
        *((b.Paragraph((Bold("Read next:"), " ", ways)),) if ways else ()),
        help_line(content),
        b.Paragraph(marked(site.lead), note=True),
        b.Paragraph((Bold("Found a wrong number?"), " ", marked(site.sections["report"])), note=True),
        *((b.Paragraph(Small((Bold("Download this page:"), " ", saved))),) if saved else ()),
    )


@lru_cache(maxsize=512)
def terms_of_page(content: Content, page: SitePage, at: str = "") -> tuple[Term, ...]:
    """Return the glossary terms used by a page, or by the thing with the id ``at`` that it opens."""
    if page is GLOSSARY:
        return ()
    state = State.of(**{page.key: at}) if at else State()
    return terms_in(content, [text(view(content, page, state).blocks)])
