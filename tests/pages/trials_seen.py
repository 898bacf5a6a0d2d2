"""What a reader sees on the trials page, and what the tables say should be seen."""

import re
from collections.abc import Callable, Mapping
from xml.etree import ElementTree as ET

from streamlit.testing.v1 import AppTest

from explainer.charts.style import COLOURS
from explainer.content import Content
from explainer.content.trials import TrialResult
from explainer.evidence.forest import families_of
from tests.pages.seen import SVG, Drawn, asked, pictures, words

TRD = "treatment-resistant-depression"
COUNTS = re.compile(r"\*\*(\d+) of (\d+)\*\* results; trials: (\d+); people randomised: ([\d,]+)\.")

Keep = Callable[[TrialResult], bool]


def results(content: Content, condition: str, family: str | None = None) -> list[TrialResult]:
    """Results of a condition: of one kind of outcome, or of the kind that the page shows first."""
    rows = [row for row in content.results if row.condition == condition]
    return [row for row in rows if row.family == (family or families_of(rows)[0])]


def counts(page: AppTest) -> tuple[int, ...]:
    """Results shown, results there are, trials and people, as the page says them."""
    assert not page.exception
    found = COUNTS.search(words(page))
    assert found
    return tuple(int(number.replace(",", "")) for number in found.groups())


def expected(rows: list[TrialResult], keep: Keep) -> tuple[int, ...]:
    shown = [row for row in rows if keep(row)]
    sizes: dict[str, int] = {}
    for row in shown:
        people = 0 if row.part_of_trial else row.n_randomised or 0
        sizes[row.trial] = max(sizes.get(row.trial, 0), people)
    return len(shown), len(rows), len(sizes), sum(sizes.values())


def plots(page: AppTest) -> list[Drawn]:
    """The forest plots, from top to bottom."""
    return [picture for picture in pictures(page) if picture.alt.startswith("Forest plot.")]


def drawn_results(plot: Drawn) -> list[str]:
    """The ids of the results that a plot draws, from top to bottom; a mark opens its result."""
    return [asked(address)[1]["row"][0] for _, address in plot.marks]


def own_estimate(plot: Drawn, estimates: Mapping[str, float]) -> float:
    """Our own estimate, measured on a plot: where its mark stands between those of trials with known estimates."""
    places = dict(zip(drawn_results(plot), (_place(link[-1]) for link in plot.svg.iter(f"{SVG}a")), strict=True))
    (own,) = [_place(path) for path in plot.svg.iter(f"{SVG}path") if path.get("fill") == COLOURS["blue"]]
    lowest, highest = (pick(places, key=lambda drawn: estimates[drawn]) for pick in (min, max))
    scale = (estimates[highest] - estimates[lowest]) / (places[highest] - places[lowest])
    return estimates[lowest] + (own - places[lowest]) * scale


def _place(mark: ET.Element) -> float:
    """How far to the right a mark stands, in pixels."""
    found = re.match(r"translate\(([\d.]+),", mark.attrib["transform"])
    assert found
    return float(found[1])


def said(page: AppTest) -> list[list[str]]:
    """The lines of words under each plot, and in place of one where nothing can be drawn."""
    labels = ("This picture in words", "The results in words")
    below = [expander for expander in page.expander if expander.label in labels]
    return [str(expander.markdown[0].value).split("\n- ") for expander in below]


def cards(page: AppTest) -> list[str]:
    """The titles of the cards that are open."""
    return [block.proto.dialog.title for block in page.get("dialog")]
