"""Every page fits a phone, and axe-core finds nothing that keeps people out: both themes, three widths, menus open."""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, TimeoutError, expect

from explainer.web.streamlit_page.hooks import HOOKS, KEY, TEST_IDS
from tests.browser.server import Server
from tests.browser.visiting import PAGE_PATHS, PHONE, SETTLED, main_of, new_visit

VIEWS = (
    *(path for path in PAGE_PATHS if path != "/sheet"),
    "/conditions?condition=ptsd",
    "/conditions?view=cards&family=pain",
    "/conditions?view=table",
    "/trials?of=treatment-resistant-depression&lens=active-placebo",
    "/claims?claim=ptsd",
    "/sheet?condition=ptsd",
    "/faq?q=is-it-safe",
    "/search?for=bladder",
)
WIDTHS = (360, 768, 1440)
LIGHT, DARK = "light", "dark"
BACKGROUND = {LIGHT: "rgb(253, 253, 251)", DARK: "rgb(18, 25, 30)"}
"""Colour of the page in each theme (.streamlit/config.toml), as a browser says it."""
LOOKS = (*((LIGHT, width) for width in WIDTHS), (DARK, WIDTHS[-1]), (DARK, WIDTHS[0]))
"""Themes and widths. Widths between the ends differ in layout, which the light theme shows as well."""

PHONES = (390, 320)
TABLES = f"{HOOKS['table']}, {HOOKS['key']}conditions-table"
TOO_WIDE = """([width, table]) => [document.documentElement, ...document.querySelectorAll("body *")]
    .filter(box => box === document.documentElement || ["auto", "scroll"].includes(getComputedStyle(box).overflowX))
    .filter(box => !box.closest(table))
    .filter(box => box.scrollWidth > Math.min(box.clientWidth, width))
    .map(box => `${box.tagName} ${box.dataset.testid || box.className}: ${box.scrollWidth} in ${box.clientWidth}`)"""
"""What can be pushed sideways or is wider than the screen. A table may, in its own frame (WCAG 1.4.10 allows it)."""


MOVES = "a.playState === 'running' && a.effect.getTiming().iterations !== Infinity"


COLOURS = ("color-contrast", "link-in-text-block")
"""axe-core's rules about colours, the only ones of those it runs by default that another theme can change."""


def faults(page: Page, *but: str, of: tuple[str, ...] = ()) -> list[str]:
    """What axe-core finds, one line a place, but for some of its rules; ``of`` names the only rules to run."""
    page.locator(SETTLED).wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_function(f"() => document.getAnimations().every(a => !({MOVES}))")  # colours fade into a new theme
    rules = {"target-size": {"enabled": True}, **{rule: {"enabled": False} for rule in but}}  # 24 px: WCAG 2.2, 2.5.8
    options = {"resultTypes": ["violations"], "preload": False}  # no rule that needs the text of style sheets
    options |= {"runOnly": {"type": "rule", "values": list(of)}} if of else {"rules": rules}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{rule['id']}: {node['target']} {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@pytest.fixture(scope="module", params=VIEWS)
def opened(request: pytest.FixtureRequest, browser: Browser, site: Server) -> Iterator[Page]:
    """A page on a phone, for both tests below: opening it costs more than they do."""
    visit = new_visit(browser, site.address, **PHONE, viewport={"width": PHONES[0], "height": 844})
    page = visit.open(request.param)
    page.wait_for_load_state("networkidle")
    yield page
    visit.context.close()


def test_nothing_has_to_be_pushed_sideways_on_a_phone(opened: Page) -> None:
    for width in PHONES:
        opened.set_viewport_size({"width": width, "height": 844})
        opened.wait_for_function("width => document.documentElement.clientWidth === width", arg=width)
        assert too_wide(opened, width) == []


def too_wide(page: Page, width: int) -> list[str]:
    """What can be pushed sideways, once the page has taken on the new width."""
    try:
        page.wait_for_function(f"asked => ({TOO_WIDE})(asked).length === 0", arg=[width, TABLES], timeout=5_000)
    except TimeoutError:
        return list(page.evaluate(TOO_WIDE, [width, TABLES]))
    return []


def test_no_fault_in_any_theme_and_at_any_width(opened: Page) -> None:
    for scheme, width in LOOKS:
        opened.set_viewport_size({"width": width, "height": 900})
        opened.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        expect(opened.locator(HOOKS["app"])).to_have_css("background-color", BACKGROUND[scheme])
        assert faults(opened, of=() if scheme == LIGHT else COLOURS) == [], (width, scheme)


def test_no_fault_with_what_opens_open(open_page: Callable[..., Page]) -> None:
    page = open_page("/trials?of=treatment-resistant-depression", viewport={"width": 390, "height": 900})
    page.get_by_test_id(TEST_IDS["menu_button"]).click()
    expect(page.get_by_role("link", name="Safety", exact=True)).to_be_visible()
    assert faults(page) == [], "menu"
    page = open_page("/trials?of=treatment-resistant-depression&row=murrough-2013/madrs-24h")
    expect(page.get_by_role("dialog", name="Murrough et al. 2013")).to_be_visible()
    assert faults(page) == [], "card"
    page = open_page("/conditions")
    main_of(page).locator(f"{KEY}conditions-filters summary").click()
    expect(main_of(page).get_by_text("How it was given", exact=True)).to_be_visible()
    assert faults(page) == [], "filters"
    page = open_page("/trials?of=ptsd")
    choice = main_of(page).get_by_role("combobox", name="Outcome")
    choice.click()
    expect(page.get_by_role("option").first).to_be_visible()
    assert faults(page, "region") == [], "list of a select box"  # Streamlit draws it outside the page's landmarks


def test_a_screen_reader_hears_how_many_are_left_when_a_filter_changes(open_page: Callable[..., Page]) -> None:
    page = open_page("/faq")
    heard = page.locator("body > .announcer")
    expect(heard).to_have_text("")
    page.get_by_role("searchbox", name=re.compile("Search questions|Search the questions")).fill("bladder")
    page.keyboard.press("Enter")
    expect(heard).to_have_text(re.compile(r"^\d+ of \d+ questions\.$"))
    expect(heard).to_have_attribute("role", "status")


def test_forced_colours_and_reduced_motion_leave_everything_readable(open_page: Callable[..., Page]) -> None:
    page = open_page("/faq?q=is-it-safe", forced_colors="active", reduced_motion="reduce")
    assert faults(page) == []
    endless = "a => a.playState === 'running' && a.effect.getTiming().iterations === Infinity"
    assert page.evaluate(f"() => document.getAnimations().filter({endless}).length") == 0
