"""A picture as a file: it stands alone, with its finding and its rows."""

import re

from explainer.charts.files import as_png, as_svg
from explainer.charts.forest import forest_chart
from explainer.charts.style import COLOURS, INK
from explainer.content import Content
from explainer.evidence.findings import finding_of
from explainer.evidence.forest import panels


def test_a_saved_plot_has_its_finding_its_rows_and_nothing_from_elsewhere(site_content: Content) -> None:
    rows = [row for row in site_content.results if row.id in ("popova-2019/madrs-day28", "ochs-ross-2020/madrs-day28")]
    (panel,) = panels([finding_of(site_content, row) for row in rows], [])
    picture = forest_chart(panel)
    svg = as_svg(picture).decode()
    text = re.sub(r"<[^>]+>", " ", svg)
    said = ("2 trials against placebo", "Popova et al. 2019", "Ochs-Ross et al. 2020", "to the right: ketamine better")
    assert [words for words in said if words not in text] == []
    assert not re.findall(r"(?:href|src)=\"https?:", svg)
    assert INK in (fills := set(re.findall(r'fill="(#[^"]*)"', svg)))
    assert fills <= {INK, "#000", *COLOURS.values()}
    assert 'fill="white"' in svg
    assert picture.spec()["title"]["text"].startswith("←")  # the page's own picture is not changed
    assert as_png(picture).startswith(b"\x89PNG")
