"""Do at the start what the first reader would otherwise wait for: import modules, and fill the caches."""

import gc
import pkgutil
from importlib import import_module

from explainer import charts, evidence, find, ui, views, words
from explainer.content import content
from explainer.find.state import State
from explainer.site import PAGES
from explainer.views.html import html
from explainer.views.index import site_index
from explainer.views.pages import view


def warm_up() -> None:
    """Import what pages import (pandas, Altair and SciPy take seconds), and derive what is derived once."""
    for package in (evidence, words, find, charts, views, ui):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    for page in PAGES:
        html(view(content(), page, State()).blocks)  # draws its pictures
    site_index(content())
    gc.collect()
    gc.freeze()  # Streamlit collects garbage after every run: skip these lasting objects
