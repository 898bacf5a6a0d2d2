"""Mechanisms by conditions: a mark where one is thought to matter, its shape and colour by how that is supported."""

from collections.abc import Sequence

from explainer.charts.chain import SUPPORT_COLOURS, SUPPORT_SHAPES
from explainer.charts.plot import plot
from explainer.charts.style import Picture, drawn_once
from explainer.content.prose import Condition


@drawn_once
def matrix_chart(conditions: Sequence[Condition], names: Sequence[tuple[str, str]]) -> Picture:
    """Conditions down, mechanisms across; filled marks are supported, hollow ones proposed, dotted ones disputed.

    ``names`` pairs a mechanism's id with its name. The marks are links, with ids of the form ``condition.mechanism``.
    """
    numbered = {key: f"{number} {name}" for number, (key, name) in enumerate(names, start=1)}
    records = [
        {
            "condition": condition.name,
            "id": f"{condition.id}.{link.id}",
            "mechanism": numbered[link.id],
            "evidence": link.evidence,
            "standing": link.standing,
        }
        for condition in conditions
        for link in condition.mechanisms
        if link.id in numbered
    ]
    words = tuple(f"{r['condition']}: {r['mechanism']} ({r['standing']}, {r['evidence']})" for r in records)
    for record, line in zip(records, words, strict=True):
        record["words"] = line
    title = f"Links between mechanisms and conditions: {len(records)}. Supported: {_supported(records)}."
    draw = plot("matrix", records, list(numbered.values()), SUPPORT_COLOURS, SUPPORT_SHAPES)
    return Picture(title, f"Grid of conditions and mechanisms. {title} Each is in words below.", words, draw)


def _supported(records: Sequence[dict[str, str]]) -> int:
    return sum(record["standing"] == "supported" for record in records)
