"""The ways of taking a dose: how much reaches the blood, how fast it acts, how long it stays. Gaps are said as gaps."""

from collections.abc import Sequence

from explainer.charts.ranges import Span, range_chart
from explainer.content import Content
from explainer.content.reference import BodyFigure
from explainer.site import MECHANISMS
from explainer.views import blocks as b
from explainer.views.inline import Bold, Inline
from explainer.views.parts import row_lines

REACH = "reaches the blood"
QUANTITIES = (REACH, "acts within", "level highest after", "half-life")
NOT_KNOWN = "not known"


def route_cards(content: Content) -> b.Row:
    """A card a route."""
    routes = dict.fromkeys((each.molecule, each.route) for each in content.body_figures)
    return b.Row(tuple(_card(content, molecule, route) for molecule, route in routes))


def _card(content: Content, molecule: str, route: str) -> b.Group:
    here = [each for each in content.body_figures if (each.molecule, each.route) == (molecule, route)]
    lines: list[Inline] = [
        (Bold(f"{quantity.capitalize()}:"), f" {_figures(content, here, quantity)}") for quantity in _listed(here)
    ]
    title = b.Paragraph(Bold(f"{molecule.capitalize()}, {route}"))
    return b.Group((title, *b.bullets(lines)), card=True)


def _listed(figures: Sequence[BodyFigure]) -> Sequence[str]:
    """Return the quantities on a card: all of them for a route; without a route, only those that have a figure."""
    there = [each.quantity for each in figures]
    return [quantity for quantity in QUANTITIES if quantity in there or figures[0].names_a_route]


def _figures(content: Content, figures: Sequence[BodyFigure], quantity: str) -> str:
    return "; ".join(_figure(content, each) for each in figures if each.quantity == quantity) or NOT_KNOWN


def _figure(content: Content, each: BodyFigure) -> str:
    people = each.people
    if each.row is None:
        return people
    unit = "%" if each.unit == "percent" else f" {each.unit}"
    return f"{content.figure(each.row, each.field)}{unit} ({people})"


def reach_figure(content: Content) -> b.Figure:
    """How much of a dose reaches the blood, every figure that sources give; then all figures with their sources."""
    spans = [
        Span(f"{each.route}: {each.people}", each.molecule, content.figure(each.row, each.field))
        for each in content.body_figures
        if each.quantity == REACH and each.row is not None
    ]
    title = content.pages[MECHANISMS.name].sections["reach_title"]
    picture = range_chart(spans, "percent of a dose that reaches the blood", title)
    rows = dict.fromkeys(each.row for each in content.body_figures if each.row is not None)
    words = b.bullets(row_lines(content, rows))
    return b.Figure(picture, "reach", words=words, label="This picture in words, with sources")
