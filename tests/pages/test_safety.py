"""Safety in the app: what Streamlit has to draw of it. What the page says is tested as a view."""

from streamlit.testing.v1 import AppTest

from explainer.evidence.approvals import AREAS
from explainer.views.safety import WIDEST
from tests.pages.conftest import OpenPage
from tests.pages.seen import slips


def pairs(page: AppTest) -> int:
    """How many pictures of 100 people in two groups there are."""
    return sum(str(each.value).count('class="pair"') for each in page.html)


def test_tables_are_drawn_with_their_rows(open_page: OpenPage) -> None:
    page = open_page("safety")
    label, pressure = [each.value for each in page.table if "Head-counts" in each.value]
    nausea = label[label["What"] == "Nausea"].iloc[0]
    assert (nausea["Esketamine"], nausea["Head-counts"]) == ("28 of 100", "98 of 346 against 19 of 222")
    assert len(pressure) == 6
    approved = [each.value for each in page.table if "Where" in each.value]
    assert [list(table["Where"]) for table in approved] == [list(AREAS)] * 2
    assert slips(page) == []


def test_pictures_of_100_are_drawn_only_once_they_are_asked_for(open_page: OpenPage) -> None:
    page = open_page("safety")
    assert pairs(page) == 0
    page.session_state["widest-gaps"] = True
    assert pairs(page.run()) == WIDEST


def test_help_stands_first_for_readers_who_come_from_suicidal_thoughts(open_page: OpenPage) -> None:
    page = open_page("safety", **{"from": "suicidal-ideation"})
    assert page.header[0].value == "Help now"
    assert [each.value for each in page.subheader].count("Help now") == 1, "once more where use at home is told"
    assert "Help now" not in [each.value for each in open_page("safety").header]
