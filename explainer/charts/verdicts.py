"""One bar of all claims by verdict."""

from collections import Counter
from collections.abc import Sequence

from explainer.charts.plot import plot
from explainer.charts.style import Picture, drawn_once
from explainer.content.reference import Claim

ORDER = {"supported": "green", "partly": "blue", "overstated": "orange", "unsupported": "red"}


@drawn_once
def verdict_bar(claims: Sequence[Claim]) -> Picture:
    """A single stacked bar; the numbers stand inside it and in the title."""
    count = Counter[str](claim.verdict for claim in claims)
    counts = ", ".join(f"{verdict} {count[verdict]}" for verdict in ORDER)
    title = f"{len(claims)} claims: {counts}."
    return Picture(
        title, f"One bar of {title}", (title,), plot("verdicts", {verdict: count[verdict] for verdict in ORDER}, ORDER)
    )
