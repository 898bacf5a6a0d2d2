"""The app at addresses that a form of the HTML has made: with every field in them, empty and usual ones too."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import OpenPage
from tests.pages.seen import words


def without_files(page: AppTest) -> str:
    """What a page says, without the addresses of its files: they repeat the query in the order in which it came."""
    return re.sub(r"\(\./download/[^)]*\)", "", words(page))


def test_a_form_of_filters_is_taken_over_as_it_was_filled_in(open_page: OpenPage) -> None:
    sent = {"find": "", "family": ["pain", "mood"], "controlled": "true", "order": "name", "view": "cards"}
    page = open_page("conditions", **sent)  # type: ignore[arg-type]
    assert page.pills(key="family").value == ["pain", "mood"]
    assert page.toggle(key="controlled").value is True
    assert page.selectbox(key="order").value == "name"
    short = open_page("conditions", family=["pain", "mood"], controlled="true", order="name", view="cards")
    assert without_files(page) == without_files(short)


@pytest.mark.parametrize(
    ("name", "sent", "short"),
    [
        ("conditions", {"find": "", "order": "family", "view": "fits the screen"}, {}),
        ("trials", {"of": "ptsd", "outcome": "", "least": ""}, {"of": "ptsd"}),
        ("trials", {"of": "ptsd", "least": "0"}, {"of": "ptsd"}),
        ("sheet", {"condition": ""}, {}),
        ("faq", {"ask": "", "q": ""}, {}),
        ("search", {"for": ""}, {}),
        ("overview", {"arrange": "how sure we are"}, {}),
        ("mechanisms", {"which": "", "step": ""}, {}),
    ],
)
def test_empty_and_usual_values_change_nothing_in_the_app(
    open_page: OpenPage, name: str, sent: dict[str, str], short: dict[str, str]
) -> None:
    page = open_page(name, **sent)
    assert without_files(page) == without_files(open_page(name, **short))
    assert not page.warning


def questions(page: AppTest) -> str:
    (sheet,) = [str(each.value) for each in page.markdown if "Questions to ask" in str(each.value)]
    return sheet


def test_what_matters_is_taken_from_a_form_and_may_then_be_changed(open_page: OpenPage) -> None:
    page = open_page("sheet", condition="ptsd", matters="cost")
    (pills,) = page.pills
    assert pills.value == ["cost"], pills.options
    some = questions(page)
    assert questions(pills.set_value([]).run()) != some
    assert page.pills[0].value == []


def test_a_trial_left_out_by_a_form_is_left_out_by_the_app(open_page: OpenPage) -> None:
    page = open_page("trials", of="treatment-resistant-depression")
    boxes = [each for each in page.selectbox if str(each.key).startswith("without-") and not each.disabled]
    key, name = str(boxes[0].key), boxes[0].options[1]
    left_out = open_page("trials", of="treatment-resistant-depression", **{key: name})
    assert left_out.selectbox(key=key).value == name
    (said,) = [str(each.value) for each in left_out.markdown if "The trials: " in str(each.value)]
    assert "3 trials: " in said and name not in said
