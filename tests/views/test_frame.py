"""What stands below every page: its glossary and its foot."""

from explainer.content import Content
from explainer.site import CONDITIONS, GLOSSARY, TRIALS
from explainer.views.frame import foot, terms_of_page
from explainer.views.pages import addresses
from explainer.views.text import text


def test_a_page_explains_the_words_it_uses(site_content: Content) -> None:
    ptsd = [term.id for term in terms_of_page(site_content, CONDITIONS, "ptsd")]
    assert {"caps-5", "midazolam", "main-outcome"} <= set(ptsd) and "lsas" not in ptsd
    assert "midazolam" in [term.id for term in terms_of_page(site_content, TRIALS)]
    assert terms_of_page(site_content, GLOSSARY) == ()


def test_a_word_that_no_page_uses_is_not_explained(site_content: Content) -> None:
    elsewhere = {"p-value", "prediction-interval", "parallel", "bioavailability"}  # in cards and titles of sources
    unused = set(site_content.glossary) - elsewhere
    for page, state in addresses(site_content):
        unused -= {term.id for term in terms_of_page(site_content, page, state.one(page.key) or "")}
        if not unused:
            break
    assert unused == set()


def test_the_foot_has_the_way_on_help_no_advice_and_where_to_report_a_number(site_content: Content) -> None:
    words = text(foot(site_content, TRIALS))
    assert words.startswith("Read next: Conditions")
    assert "Not medical advice." in words and "Found a wrong number?" in words
    assert "911" in words and "988" in words
