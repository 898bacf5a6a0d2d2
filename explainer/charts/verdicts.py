"""One bar of all claims by verdict."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

import altair as alt
import pandas as pd

from explainer.charts.style import COLOURS, Drawn, Picture, drawn_once
from explainer.content.reference import Claim

ORDER = {"supported": "green", "partly": "blue", "overstated": "orange", "unsupported": "red"}


@drawn_once
def verdict_bar(claims: Sequence[Claim]) -> Picture:
    """A single stacked bar; the numbers stand inside it and in the title."""
    count = Counter[str](claim.verdict for claim in claims)
    counts = ", ".join(f"{verdict} {count[verdict]}" for verdict in ORDER)
    title = f"{len(claims)} claims: {counts}."
    return Picture(title, f"One bar of {title}", (title,), partial(_drawn, count))


def _drawn(count: Counter[str], narrow: bool) -> Drawn:
    records = []
    start = 0
    for verdict in ORDER:
        number = count[verdict]
        if number:
            records.append({"verdict": verdict, "from": start, "to": start + number, "number": str(number)})
        start += number
    base = alt.Chart(pd.DataFrame(records))
    x = alt.X("from:Q").axis(None).scale(domain=[0, max(start, 1)])
    colours = alt.Scale(domain=list(ORDER), range=[COLOURS[colour] for colour in ORDER.values()])
    legend = alt.Legend(orient="bottom", title=None, columns=2)
    bars = base.mark_bar(height=26).encode(x=x, x2="to:Q", color=alt.Color("verdict:N").scale(colours).legend(legend))
    middle = base.transform_calculate(middle="(datum.from + datum.to) / 2")
    numbers = middle.mark_text(color="white", fontWeight="bold", fontSize=14).encode(x="middle:Q", text="number:N")
    return alt.layer(bars, numbers).properties(height=110)
