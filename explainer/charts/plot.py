"""The way to :mod:`explainer.charts.vega`, which is imported only where something must be drawn that is not kept.

A chart is built from plain values: their text, with that of the program, names the file that keeps it.
"""

import json
from collections.abc import Callable
from functools import cache, partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from explainer.charts.kept import kept_file
from explainer.charts.style import Spec

FOLDER = Path(__file__).parent


def vega(name: str) -> Any:
    """A module of :mod:`explainer.charts.vega`."""
    return import_module(f"explainer.charts.vega.{name}")


def plot(name: str, *made_from: Any) -> Callable[[bool], Spec]:
    """The chart that ``vega/NAME.py`` builds from plain values (numbers, texts, lists, mappings with text as keys).

    Its function ``draw`` takes these values, and last whether the chart is for a phone.
    """
    return partial(_kept_spec, name, json.dumps(made_from))


def _kept_spec(name: str, made_from: str, narrow: bool) -> Spec:
    def build() -> bytes:
        return json.dumps(vega(name).draw(*json.loads(made_from), narrow).to_dict()).encode() + b"\n"

    spec: Spec = json.loads(kept_file(f"{name}{made_from}{narrow}{_maker()}", "json", build))
    return spec


@cache
def _maker() -> str:
    """What a chart depends on besides its values."""
    files = (FOLDER / "style.py", *sorted((FOLDER / "vega").glob("*.py")))
    return version("altair") + "".join(file.read_text(encoding="utf-8") for file in files)
