"""Our records as HTML, escaped."""

from hypothesis import given
from hypothesis import strategies as st

from explainer.web.markup import bullets, link, plain, prose, said, table, view_link

SHARP = "<img src=x onerror='y'>\"&"


def test_our_small_markdown_is_escaped() -> None:
    html = prose("A **bold** <b>word</b>\ngoes on.\n\n- one & two\n- three\n  and on")
    assert html == (
        "<p>A <b>bold</b> &lt;b&gt;word&lt;/b&gt; goes on.</p><ul><li>one &amp; two</li><li>three and on</li></ul>"
    )


@given(st.text(alphabet="<>&\"'*- \nab", max_size=40))
def test_no_text_can_open_a_tag_of_its_own(text: str) -> None:
    ours = ("<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "<b>", "</b>")
    for html in (prose(text), said([text])):
        for tag in ours:
            html = html.replace(tag, "")
        assert "<" not in html and ">" not in html and '"' not in html


def test_addresses_and_labels_are_escaped() -> None:
    assert link('./faq?a=1&b="', SHARP).count("<") == 2
    assert view_link("faq", SHARP, q="a b&c").startswith('<a href="./faq?q=a+b%26c">')


def test_a_table_names_its_columns_for_a_screen_reader() -> None:
    html = table(("Trial", "<Time>"), [("<b>one</b>", "two")])
    assert '<th scope="col">Trial</th><th scope="col">&lt;Time&gt;</th>' in html
    assert "<td><b>one</b></td><td>two</td>" in html


def test_nothing_to_list_makes_no_list() -> None:
    assert bullets([]) == said([]) == ""


def test_a_description_has_no_signs_of_markdown() -> None:
    assert plain("Some **bold**\n words ") == "Some bold words"
