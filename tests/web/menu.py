"""The pages of the site, as the launcher names them."""

from explainer.site import PAGES
from explainer.web.first_paint import Menu

MENU = Menu(
    pages=tuple((page.name, page.menu) for page in PAGES if page.in_menu),
    bar=tuple((page.name, page.menu) for page in PAGES if not page.in_menu),
)
NAMES = MENU.names()
