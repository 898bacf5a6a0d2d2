"""Do at the start what the first reader would otherwise wait for: import modules, and fill the caches."""

import gc
import pkgutil
from importlib import import_module

from explainer import charts, evidence, find, ui, views, words
from explainer.charts.kept import is_nothing_kept
from explainer.content import content
from explainer.find.state import State
from explainer.site import PAGES
from explainer.views.html import html
from explainer.views.index import site_index
from explainer.views.pages import view


def warm_up() -> None:
    """Import what pages need (pandas takes a second), and derive what is derived once."""
    for package in (evidence, words, find, charts, views, ui):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    if is_nothing_kept():  # else a page finds its pictures on disk when it is first opened
        for page in PAGES:
            html(view(content(), page, State()).blocks)
    site_index(content())
    gc.collect()
    gc.freeze()  # these objects last: no collection needs to look at them again
