"""Where the scripts of the pages are."""

from explainer.settings import PAGES as FOLDER
from explainer.site import SitePage


def script_of(page: SitePage) -> str:
    """Path of a page's script, as Streamlit and its tests want it."""
    return str(FOLDER / f"{page.name}.py")
