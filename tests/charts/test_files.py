"""A picture as a file: it stands alone, with its finding and its rows."""

import re

from explainer.charts.files import as_png, as_svg
from explainer.charts.forest import forest_chart
from explainer.content import Content
from explainer.evidence.findings import finding_of
from explainer.evidence.forest import panels


def test_a_saved_plot_has_its_finding_its_rows_and_nothing_from_elsewhere(site_content: Content) -> None:
    rows = [row for row in site_content.results if row.id in ("popova-2019/madrs-day28", "ochs-ross-2020/madrs-day28")]
    (panel,) = panels([finding_of(site_content, row) for row in rows], [])
    picture = forest_chart(panel)
    svg = as_svg(picture).decode()
    text = re.sub(r"<[^>]+>", " ", svg)
    for said in ("2 trials against placebo", "Popova et al. 2019", "Ochs-Ross et al. 2020", "in favour of ketamine"):
        assert said in text, said
    assert not re.findall(r"(?:href|src)=\"https?:", svg)
    assert 'fill="white"' in svg
    assert picture.spec()["title"]["text"].startswith("←")  # the page's own picture is not changed
    assert as_png(picture).startswith(b"\x89PNG")
