"""The poll: a reaction is counted, kept, changed, taken back, seen by others. Each test has a question of its own."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Cookie, Page, expect

from explainer.poll.reactions import REACTION_IDS
from tests.browser.chromium import FLAGS
from tests.browser.server import Server
from tests.browser.visiting import SETTLED, Visit, answer, expect_votes, reaction, visit
from tests.find_browser import find_browser

COOKIE = "visitor"


def expect_reaction(page: Page, question: str, word: str, count: int, *, mine: bool) -> None:
    """The reaction has this count, and is or is not the visitor's own."""
    expect(reaction(page, question, word)).to_be_checked(checked=mine)
    expect_votes(page, question, word, count)


def test_a_reaction_is_counted_and_still_there_after_a_reload(own_site: Server, visitor: Callable[..., Visit]) -> None:
    page = visitor(own_site).open("/faq?q=is-it-legal")
    expect_reaction(page, "is-it-legal", "love", 0, mine=False)
    reaction(page, "is-it-legal", "love").click()
    expect_reaction(page, "is-it-legal", "love", 1, mine=True)
    expect(answer(page, "is-it-legal").get_by_text("1 reader: love 1. Your reaction: love.")).to_be_visible()
    page.reload()
    expect_reaction(page, "is-it-legal", "love", 1, mine=True)


def test_a_reaction_is_still_there_after_the_server_was_restarted(
    server: Callable[..., Server], visitor: Callable[..., Visit]
) -> None:
    running = server().start()
    visit = visitor(running)
    page = visit.open("/faq?q=driving")
    reaction(page, "driving", "sad").click()
    expect_reaction(page, "driving", "sad", 1, mine=True)
    page.close()
    running.restart()
    expect_reaction(visit.open("/faq?q=driving"), "driving", "sad", 1, mine=True)


def test_another_click_takes_a_reaction_back_and_it_stays_so(own_site: Server, visitor: Callable[..., Visit]) -> None:
    page = visitor(own_site).open("/faq?q=bladder")
    reaction(page, "bladder", "wow").click()
    expect_reaction(page, "bladder", "wow", 1, mine=True)
    reaction(page, "bladder", "wow").click()
    expect_reaction(page, "bladder", "wow", 0, mine=False)
    expect(answer(page, "bladder").get_by_text("No reactions yet.")).to_be_visible()
    page.reload()
    expect_reaction(page, "bladder", "wow", 0, mine=False)


def test_another_reaction_takes_the_place_of_the_first(own_site: Server, visitor: Callable[..., Visit]) -> None:
    page = visitor(own_site).open("/faq?q=how-fast")
    reaction(page, "how-fast", "angry").click()
    expect_reaction(page, "how-fast", "angry", 1, mine=True)
    reaction(page, "how-fast", "funny").click()
    expect_reaction(page, "how-fast", "funny", 1, mine=True)
    expect_reaction(page, "how-fast", "angry", 0, mine=False)


def test_two_visitors_see_each_others_reactions_after_a_reload(own_site: Server, visitor: Callable[..., Visit]) -> None:
    first = visitor(own_site).open("/faq?q=pregnancy")
    second = visitor(own_site).open("/faq?q=pregnancy")
    reaction(first, "pregnancy", "like").click()
    expect_reaction(first, "pregnancy", "like", 1, mine=True)
    reaction(second, "pregnancy", "like").click()
    expect_reaction(second, "pregnancy", "like", 2, mine=True)
    reaction(second, "pregnancy", "dislike").click()
    expect_reaction(second, "pregnancy", "dislike", 1, mine=True)
    expect_reaction(second, "pregnancy", "like", 1, mine=False)
    first.reload()
    expect_reaction(first, "pregnancy", "like", 1, mine=True)
    expect_reaction(first, "pregnancy", "dislike", 1, mine=False)


def test_the_whole_site_can_be_reacted_to(own_site: Server, visitor: Callable[..., Visit]) -> None:
    page = visitor(own_site).open("/faq")
    row = page.get_by_role("radiogroup", name="How does this whole site make you feel?")
    expect(row.get_by_role("radio")).to_have_count(len(REACTION_IDS))
    love = row.get_by_role("radio", name=re.compile(r"\blove$"))
    love.click()
    expect(page.get_by_text("1 reader: love 1. Your reaction: love.")).to_be_visible()
    page.reload()
    expect(love).to_be_checked()
    expect(page.get_by_text("1 reader: love 1. Your reaction: love.")).to_be_visible()


def test_the_visitors_cookie_is_first_party_hidden_from_scripts_and_stays_the_same(
    own_site: Server, visitor: Callable[..., Visit]
) -> None:
    visit = visitor(own_site)
    page = visit.open("/faq")
    cookie = visitor_cookie(visit)
    assert cookie["domain"] == "127.0.0.1"
    assert cookie["httpOnly"] is True
    assert cookie["sameSite"] == "Lax"
    assert COOKIE not in page.evaluate("document.cookie")
    expect(page.get_by_text("Your browser has no cookie of this site").first).to_be_hidden()
    page.reload()
    page.locator(SETTLED).wait_for()
    assert visitor_cookie(visit)["value"] == cookie["value"]


def visitor_cookie(visit: Visit) -> Cookie:
    [found] = [cookie for cookie in visit.context.cookies() if cookie["name"] == COOKIE]
    return found


def test_with_cookies_blocked_a_vote_counts_for_the_visit_and_the_page_says_so(
    own_site: Server, browser: Browser, tmp_path: Path
) -> None:
    settings = tmp_path / "Default" / "Preferences"
    settings.parent.mkdir()
    settings.write_text('{"profile": {"default_content_setting_values": {"cookies": 2}}}')  # as a reader sets it
    kind = browser.browser_type
    with kind.launch_persistent_context(tmp_path, executable_path=find_browser(), args=FLAGS) as context:
        page = context.new_page()
        visit(page, f"{own_site.address}/faq?q=how-long")
        said = answer(page, "how-long").get_by_text("Your browser has no cookie of this site")
        expect(said).to_be_visible()
        for word in ("sad", "wow"):
            reaction(page, "how-long", word).click()
            expect(answer(page, "how-long").get_by_text(f"1 reader: {word} 1. Your reaction: {word}.")).to_be_visible()
        expect(said).to_be_visible()
        visit(page, f"{own_site.address}/faq?q=how-long")
        expect(answer(page, "how-long").get_by_text("1 reader: wow 1. This is")).to_be_visible()
        assert context.cookies() == []


def test_whoever_only_reads_gets_no_cookie(own_site: Server, visitor: Callable[..., Visit]) -> None:
    reader = visitor(own_site, java_script_enabled=False)
    page = reader.context.new_page()
    for path in ("/", "/faq?q=driving", "/conditions?condition=ptsd", "/embed/condition/ptsd", "/nothing"):
        page.goto(path)
    assert reader.context.cookies() == []
    with urlopen(f"{own_site.address}/faq", timeout=10) as response:
        text = response.read().decode()
    files = re.findall(r'(?:src|href)="\.?/?(static/[^"]+)"', text)
    assert len(files) >= 2
    for file in [*files, "_stcore/health", "_stcore/host-config"]:
        with urlopen(f"{own_site.address}/{file}", timeout=10) as response:
            assert COOKIE not in str(response.headers["Set-Cookie"]), file
