"""Trials and claims in a browser: plots are drawn, the lens changes them, words match, links lead where they say."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from explainer.content import Content
from explainer.web.streamlit_page.hooks import KEY_CLASS, TEST_IDS
from explainer.words.forest import BLINDING
from tests.browser.server import Server
from tests.browser.visiting import Visit, expect_heading, main_of, mark, menu, own_heading, pictures

TRD = "/trials?of=treatment-resistant-depression"

ABDALLAH = re.compile(r"Abdallah et al\. 2022, 158 people, .*against saline\.")


def plots(page: Page) -> Locator:
    """The forest plots, from top to bottom."""
    found = pictures(page).and_(page.locator('[aria-label^="Forest plot."]'))
    found.first.wait_for()
    return found


def points(plot: Locator) -> Locator:
    return plot.locator("a")


def words(page: Page, number: int = 0) -> Locator:
    """The rows in words under a plot, opened if need be."""
    below = main_of(page).get_by_test_id(TEST_IDS["fold"]).filter(has_text="This picture in words").nth(number)
    if below.locator("details").get_attribute("open") is None:
        below.locator("summary").click()
    expect(below.get_by_role("listitem").first).to_be_visible()
    return below.get_by_role("listitem")


def lens(page: Page, kind: str) -> None:
    choices = main_of(page).get_by_role("toolbar", name=re.compile("Compared with|lens"))
    choices.get_by_role("button", name=BLINDING[kind], exact=True).click()


def expect_results(page: Page, number: int) -> None:
    expect(main_of(page).get_by_text(re.compile(rf"^{number} of \d+ results;"))).to_be_visible()


def test_the_forest_plot_is_drawn_with_a_mark_and_an_interval_for_each_printed_one(
    open_page: Callable[..., Page],
) -> None:
    plot = plots(open_page(TRD)).first
    drawn = int(re.findall(r"(\d+) are drawn", plot.get_attribute("aria-label") or "")[0])
    assert drawn >= 5
    expect(points(plot)).to_have_count(drawn)
    expect(plot.get_by_text("← comparison better | ketamine better →")).to_be_visible()


@pytest.mark.parametrize("path", [TRD, "/trials?of=migraine", "/trials?of=ptsd"])
def test_each_mark_of_the_plot_has_its_row_in_words(open_page: Callable[..., Page], path: str) -> None:
    page = open_page(path)
    plot = plots(page).first
    said = words(page)
    expect(points(plot)).to_have_count(said.filter(has_text="interval").count())
    for point in points(plot).all():
        name = (point.locator("title").text_content() or "").split(" · ")[0]
        expect(said.filter(has_text=name).first).to_be_visible()


def test_the_blinding_lens_changes_the_plot_and_its_words(open_page: Callable[..., Page]) -> None:
    page = open_page(TRD)
    expect(mark(plots(page).first, "Popova")).to_have_count(1)
    before = points(plots(page).first).count()
    lens(page, "active-placebo")
    expect(page).to_have_url(re.compile("lens=active"))
    expect(mark(plots(page).first, "Popova")).to_have_count(0)
    expect(mark(plots(page).first, "Murrough")).to_have_count(1)
    expect(words(page).filter(has_text="Popova")).to_have_count(0)
    expect(words(page).filter(has_text="Murrough")).to_have_count(1)
    assert points(plots(page).first).count() < before


def test_a_copied_address_shows_the_same_plot_to_somebody_else(open_page: Callable[..., Page]) -> None:
    page = open_page(TRD)
    plots(page)
    lens(page, "active-placebo")
    expect(page).to_have_url(re.compile("lens=active"))
    expect(mark(plots(page).first, "Popova")).to_have_count(0)
    other = open_page(page.url)
    assert points(plots(other).first).all_text_contents() == points(plots(page).first).all_text_contents()


def test_a_mark_opens_the_card_of_its_result_again_and_again(open_page: Callable[..., Page]) -> None:
    page = open_page(TRD)
    card = page.get_by_role("dialog", name="Murrough et al. 2013")
    for _ in range(2):
        mark(plots(page).first, "Murrough").click()
        expect(card.get_by_role("cell", name="73 randomised")).to_be_visible()
        expect(page).to_have_url(re.compile(r"row=murrough-2013%2Fmadrs-24h"))
        page.keyboard.press("Escape")
        expect(card).to_have_count(0)
        expect(page).not_to_have_url(re.compile("row="))


def test_the_address_of_a_card_opens_it_and_another_condition_closes_it(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{TRD}&row=murrough-2013/madrs-24h")
    expect(page.get_by_role("dialog", name="Murrough et al. 2013")).to_be_visible()
    page.reload()
    expect(page.get_by_role("dialog", name="Murrough et al. 2013")).to_be_visible()
    page.keyboard.press("Escape")
    choice = main_of(page).get_by_role("combobox", name="Condition")
    choice.fill("fibro")
    page.get_by_role("option", name="Fibromyalgia").click()
    expect(page).to_have_url(re.compile(r"/trials\?of=fibromyalgia$"))
    page.reload()
    expect(main_of(page).get_by_role("combobox", name="Condition")).to_have_value("Fibromyalgia")


@pytest.mark.parametrize(("kind", "start"), [("PNG", b"\x89PNG"), ("SVG", b"<svg")])
def test_the_plot_can_be_saved_as_a_picture(
    open_page: Callable[..., Page], tmp_path: Path, kind: str, start: bytes
) -> None:
    page = open_page(TRD)
    plots(page)
    with page.expect_download() as download:
        main_of(page).get_by_text("This picture in words").first.click()
        main_of(page).get_by_role("link", name=kind, exact=True).first.click()
    file = tmp_path / "plot"
    download.value.save_as(file)
    assert file.read_bytes().startswith(start)
    assert file.stat().st_size > 10_000


def test_the_downloaded_file_holds_the_results_that_are_shown(
    open_page: Callable[..., Page], site_content: Content, tmp_path: Path
) -> None:
    page = open_page(f"{TRD}&main=true&least=100")
    expected = [
        row.id
        for row in site_content.results
        if (row.condition, row.family) == ("treatment-resistant-depression", "depression-score")
        and row.is_primary
        and (row.n_randomised or 0) >= 100
    ]
    expect_results(page, len(expected))
    with page.expect_download() as download:
        page.get_by_role("link", name=f"Download the results shown: {len(expected)}").click()
    file = tmp_path / "rows.csv"
    download.value.save_as(file)
    with file.open(newline="", encoding="utf-8-sig") as table:
        assert [row["Id"] for row in csv.DictReader(table)] == expected != []


def test_a_mistyped_condition_is_one_click_from_the_right_one(open_page: Callable[..., Page]) -> None:
    page = open_page("/trials?of=fibromialgia")
    main_of(page).get_by_role("link", name="Did you mean Fibromyalgia?").click()
    expect(main_of(page).get_by_role("combobox", name="Condition")).to_have_value("Fibromyalgia")
    expect(page).to_have_url(re.compile("of=fibromyalgia"))
    expect(words(page).filter(has_text="Noppers")).to_have_count(1)


def test_leaving_a_trial_out_changes_the_estimate(open_page: Callable[..., Page]) -> None:
    page = open_page(TRD)
    all_four = main_of(page).get_by_text(re.compile(r"^4 trials: .* in favour of ketamine"))
    expect(all_four).to_be_visible()
    choice = main_of(page).get_by_role("combobox", name="Leave one trial out")
    choice.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")  # what is still drawn or scrolled closes the list again
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    choice.fill("popova")
    page.get_by_role("option", name="Popova et al. 2019").wait_for()
    choice.press("Enter")
    expect(all_four).to_have_count(0)
    expect(main_of(page).get_by_text(re.compile(r"^3 trials: .* in favour of ketamine")).first).to_be_visible()


def test_a_link_to_a_claim_opens_that_claim_with_its_evidence(
    open_page: Callable[..., Page], site_content: Content
) -> None:
    page = open_page("/claims?claim=ptsd")
    expect_heading(page, own_heading(site_content, "/claims"))
    cards = main_of(page).locator(f'[class*="{KEY_CLASS}claim-"]')
    expect(cards).to_have_count(len(site_content.claims))
    expect(cards.first).to_contain_text("PTSD responds well")
    expect(cards.first.get_by_text(ABDALLAH)).to_be_visible()
    expect(main_of(page).locator("details[open]")).to_have_count(1)
    page.get_by_role("button", name="← All claims").click()
    expect(page).to_have_url(re.compile(r"/claims$"))
    cards.nth(3).get_by_role("link", name="Link to this claim").click()
    expect(page).to_have_url(re.compile(r"/claims\?claim="))
    expect(main_of(page).locator("details[open]")).to_have_count(1)


def test_from_a_condition_its_claim_is_one_click_away(open_page: Callable[..., Page]) -> None:
    page = open_page("/conditions?condition=ptsd")
    main_of(page).get_by_role("link", name="Why “overstated”").click()
    expect(page).to_have_url(re.compile(r"/claims\?claim=ptsd$"))
    first = main_of(page).locator(f'[class*="{KEY_CLASS}claim-"]').first
    expect(first.get_by_text(ABDALLAH)).to_be_visible()


def test_a_visit_to_trials_and_claims_is_quiet_and_stays_on_the_site(
    site: Server, visitor: Callable[..., Visit], site_content: Content
) -> None:
    visit = visitor(site)
    page = visit.open(TRD)
    plots(page)
    lens(page, "inactive")
    expect(page).to_have_url(re.compile("lens=placebo"))
    expect(mark(plots(page).first, "Murrough")).to_have_count(0)
    points(plots(page).first).first.click()
    expect(page).to_have_url(re.compile("row="))
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile("row="))
    menu(page, "Fact check")
    expect_heading(page, own_heading(site_content, "/claims"))
    claims = len(site_content.claims)
    expect(main_of(page).get_by_text(f"{claims} of {claims} claims.")).to_be_visible()
    assert visit.browser_errors == []
    assert visit.requests_to_others() == []
    assert "Traceback" not in site.read_log()
