"""A page that lacks one of its five parts is named, together with the part (docs/adding.md)."""

from explainer.content import Content
from explainer.settings import ROOT
from explainer.site import PAGES, SitePage
from explainer.ui.scripts import script_of
from explainer.views.pages import VIEWS
from explainer.web.streamlit_page.preload import PARTS


def missing_parts(content: Content, page: SitePage) -> list[str]:
    """What a page still lacks, one line a part."""
    script = ROOT / script_of(page)
    parts = {
        f"data/pages/{page.name}.toml": page.name in content.pages,
        f"its view in VIEWS of explainer/views/pages.py ({page.name})": page in VIEWS,
        f"its entry in PARTS of explainer/web/streamlit_page/preload.py ({page.name})": page.name in PARTS,
        f"{script.relative_to(ROOT)}, which shows the page": script.exists(),
    }
    return [part for part, is_there in parts.items() if not is_there]


def test_every_page_has_its_words_its_view_its_script_and_its_parts(site_content: Content) -> None:
    assert {page.name: missing for page in PAGES if (missing := missing_parts(site_content, page))} == {}


def test_a_page_that_is_only_in_the_list_lacks_all_of_them(site_content: Content) -> None:
    page = SitePage("a-new-page", "A new page", "What it is for.", ())
    assert [part.partition(",")[0].split(" ")[0] for part in missing_parts(site_content, page)] == [
        "data/pages/a-new-page.toml",
        "its",
        "its",
        "pages/a-new-page.py",
    ]
