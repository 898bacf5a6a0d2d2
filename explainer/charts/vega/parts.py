"""What several charts share: names of rows, and marks that are links."""

from typing import Any

import altair as alt

from explainer.charts.style import LETTERS_ABOVE, MARK, NO_LIMIT

Drawn = alt.Chart | alt.LayerChart | alt.FacetChart

alt.theme.enable("none")  # sizes and colours come from the page


def names_beside(*, narrow: bool) -> alt.Axis:
    """The axis of a picture with one row a name; on a phone the names stand above the marks instead."""
    return alt.Axis(labels=not narrow, labelLimit=NO_LIMIT, ticks=False, domain=False)


def names_above(base: alt.Chart, field: str, *, narrow: bool, dy: int = -13) -> list[alt.Chart]:
    """On a phone, a layer with the names of the rows above their marks; on a wide page nothing."""
    cut = base.transform_calculate(above=f"truncate(datum['{field.removesuffix(':N')}'], {LETTERS_ABOVE})")
    text = cut.mark_text(align="left", dy=dy).encode(x=alt.value(0), text="above:N")
    return [text] if narrow else []


def opens(words: str = "words:N") -> dict[str, Any]:
    """The channels of a mark that opens something: the record's ``id`` as a link, if it has one, and its words."""
    link = alt.value(alt.expr(f"'{MARK}' + datum.id"))
    return {"href": alt.condition("isValid(datum.id)", link, alt.value(None)), "description": alt.Description(words)}
