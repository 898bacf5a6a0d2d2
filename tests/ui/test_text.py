import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.ui.text import bullets, plain, prose


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("p < 0.05 * [x]_y_ `z`", r"p \< 0.05 \* \[x\]\_y\_ \`z\`"),
        ("$5 to $10", r"\$5 to \$10"),
        ("a | b ~ c # d {e}", r"a \| b \~ c \# d \{e\}"),
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("0.5 mg/kg, 24 h: 64%", "0.5 mg/kg, 24 h: 64%"),
        ("BMC 2025;18:65: a trial", r"BMC 2025;18:65\: a trial"),
        ("from 9:smile:40:heart:", r"from 9:smile\:40\:heart\:"),
    ],
)
def test_signs_in_a_table_are_shown_and_not_read_as_markdown(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(text=st.text(alphabet="ab*_`[]<>#$~|{}\\ "))
def test_no_sign_is_left_to_markdown_and_none_is_lost(text: str) -> None:
    shown = plain(text)
    assert shown.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\") == text
    assert len(shown) == len(text) + sum(letter in "*_`[]<>#$~|{}\\" for letter in text)


def test_prose_keeps_its_markdown_but_a_dollar_starts_no_formula() -> None:
    assert prose("**Cost:** $590 to $885") == r"**Cost:** \$590 to \$885"


def test_a_list_has_one_line_an_entry() -> None:
    assert bullets(["one", "two"]) == "- one\n- two"
    assert bullets([]) == ""
