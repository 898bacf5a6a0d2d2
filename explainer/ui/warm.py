"""What the first reader would otherwise wait for: the modules behind the pages, and what they derive once."""

import pkgutil
from importlib import import_module

from explainer import charts, evidence, ui
from explainer.content import content
from explainer.evidence.summary import summaries


def warm_up() -> None:
    """Import what pages import (pandas, Altair and SciPy take seconds) and derive the summaries of all conditions."""
    for package in (evidence, charts, ui):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    summaries(content())
