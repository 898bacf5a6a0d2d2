"""What a reader sends who found a wrong number."""

from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from explainer.words.report import LONGEST, Shown, issue_address, message_lines

REPOSITORY = "https://github.com/someone/ketamine"
SHOWN = st.builds(Shown, st.text(min_size=1), st.text(min_size=1), st.text(min_size=1))


@given(SHOWN)
def test_an_issue_gets_page_figure_and_row_whatever_characters_they_have(shown: Shown) -> None:
    address = issue_address(REPOSITORY, shown)
    filled = parse_qs(urlsplit(address).query, keep_blank_values=True, encoding="utf-8")
    assert address.startswith(f"{REPOSITORY}/issues/new?template=wrong-number.yml&")
    assert filled["page"] == [shown.page] and filled["row"] == [shown.row]
    assert filled["figure"] == [shown.figure] or len(shown.figure) > LONGEST


def test_a_long_sentence_is_cut_so_that_the_address_still_opens() -> None:
    (figure,) = parse_qs(urlsplit(issue_address(REPOSITORY, Shown("/faq", "word " * 1000, "row"))).query)["figure"]
    assert len(figure) == LONGEST and figure.endswith("…")


def test_a_message_has_the_same_and_room_for_what_was_read() -> None:
    lines = message_lines(Shown("/safety", "10 of 100 people", "ae-nausea"))
    text = "\n".join(lines)
    assert all(each in text for each in ("/safety", "10 of 100 people", "ae-nausea"))
    assert [line for line in lines if line.endswith(":")] == list(lines[-2:])
