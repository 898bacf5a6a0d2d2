"""What an edit changes for readers, page by page."""

from explainer.views.what_changes import Difference, differences, parsed, report, summary

BEFORE = {"/safety": ["# Safety", "101 of 346 people.", "[picture] Dizziness: 29 of 100."], "/faq": ["# Questions"]}
AFTER = {"/safety": ["# Safety", "69 of 346 people.", "[picture] Dizziness: 20 of 100."], "/faq": ["# Questions"]}


def test_only_pages_that_say_something_else_are_listed_with_what_went_and_came() -> None:
    (found,) = differences(BEFORE, AFTER)
    assert found.address == "/safety"
    assert found.gone == ("101 of 346 people.", "[picture] Dizziness: 29 of 100.")
    assert found.new == ("69 of 346 people.", "[picture] Dizziness: 20 of 100.")


def test_the_same_pages_have_no_difference() -> None:
    assert differences(BEFORE, BEFORE) == []
    assert summary([]) == "This edit changes nothing on 0 pages."


def test_new_and_lost_pages_are_differences() -> None:
    new, lost = differences({"/old": ["Old."]}, {"/new": ["New."]})
    assert (new, lost) == (Difference("/new", (), ("New.",)), Difference("/old", ("Old.",), ()))


def test_sentences_pictures_and_pages_are_counted_and_a_line_on_two_pages_counts_once() -> None:
    one = differences(BEFORE, AFTER)
    two = [*one, Difference("/faq", (), ("69 of 346 people.",))]
    assert summary(one) == "This edit changes 1 sentence and 1 picture on 1 page."
    assert summary(two) == "This edit changes 1 sentence and 1 picture on 2 pages."


def test_what_was_printed_on_one_page_is_only_counted_on_the_next() -> None:
    pages = [Difference("/a", ("Old.",), ("New.",)), Difference("/b", ("Old.",), ("New.",))]
    assert report(pages).splitlines()[:6] == ["/a", "  - Old.", "  + New.", "", "/b", "  (and 2 lines as above)"]


def test_what_is_printed_can_be_read_again() -> None:
    assert parsed("=== /safety\n# Safety\nA line.\n\n=== /faq\n# Questions\n") == {
        "/safety": ["# Safety", "A line."],
        "/faq": ["# Questions"],
    }
