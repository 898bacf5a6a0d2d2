"""Side effects with and without the medicine: two dots a line on the scale of 100 people, the widest gap on top."""

from collections.abc import Sequence
from typing import Any

from explainer.charts.plot import plot
from explainer.charts.style import Picture, drawn_once
from explainer.evidence.hundred import Hundred

MOST_DRAWN = 10


@drawn_once
def harms_chart(harms: Sequence[tuple[str, Hundred]], *, what: str, drug: str, control: str) -> Picture:
    """Paired dots per 100 people, sorted by difference. ``harms`` are pairs of a unique name and a picture.

    ``what`` names the harms in the title; ``drug`` and ``control`` name the two groups in the legend. Of many harms
    those with the largest differences are drawn; the words have all of them.
    """
    made = by_gap(harms)
    words = tuple(f"{name}: {p.with_ketamine} against {p.without} of 100 people" for name, p in made)
    widest = words[0] if words else "none"
    title = f"{len(made)} {what}; the biggest difference: {widest[:1].lower()}{widest[1:]}."
    widest_first = sorted(made, key=lambda pair: -abs(pair[1].without - pair[1].with_ketamine))[:MOST_DRAWN]
    title += f" The {MOST_DRAWN} largest differences are drawn." if len(made) > MOST_DRAWN else ""
    draw = plot("harms", _records(by_gap(widest_first), drug, control), drug, control)
    return Picture(title, f"Paired dots. {title} Each is in the table below.", words, draw)


def by_gap(harms: Sequence[tuple[str, Hundred]]) -> list[tuple[str, Hundred]]:
    """The harms sorted by "with the drug minus without", largest first; harms that are rarer with it come last."""
    return sorted(harms, key=lambda pair: pair[1].without - pair[1].with_ketamine)


def _records(made: list[tuple[str, Hundred]], drug: str, control: str) -> list[dict[str, Any]]:
    return [
        {"effect": name, "group": group, "people": number, "drug": p.with_ketamine, "control": p.without}
        for name, p in made
        for group, number in ((drug, p.with_ketamine), (control, p.without))
    ]
