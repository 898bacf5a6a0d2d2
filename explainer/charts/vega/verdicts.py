"""The bar of :mod:`explainer.charts.verdicts`."""

import altair as alt
import pandas as pd

from explainer.charts.style import COLOURS
from explainer.charts.vega.parts import Drawn


def draw(count: dict[str, int], order: dict[str, str], narrow: bool) -> Drawn:
    """One bar; ``order`` has the verdicts with their colours, ``count`` how many claims have each."""
    records = []
    start = 0
    for verdict in order:
        number = count[verdict]
        if number:
            records.append({"verdict": verdict, "from": start, "to": start + number, "number": str(number)})
        start += number
    base = alt.Chart(pd.DataFrame(records))
    x = alt.X("from:Q").axis(None).scale(domain=[0, max(start, 1)])
    colours = alt.Scale(domain=list(order), range=[COLOURS[colour] for colour in order.values()])
    legend = alt.Legend(orient="bottom", title=None, columns=2)
    bars = base.mark_bar(height=26).encode(x=x, x2="to:Q", color=alt.Color("verdict:N").scale(colours).legend(legend))
    middle = base.transform_calculate(middle="(datum.from + datum.to) / 2")
    numbers = middle.mark_text(color="white", fontWeight="bold", fontSize=14).encode(x="middle:Q", text="number:N")
    return alt.layer(bars, numbers).properties(height=110)
