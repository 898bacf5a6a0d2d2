"""robots.txt and sitemap.xml."""

from xml.etree import ElementTree

from starlette.applications import Starlette

from explainer.content import Content
from explainer.web.site_files import paths, site_routes
from tests.web.asgi import Answer, request
from tests.web.menu import NAMES, html_of


def ask(path: str, base: str = "") -> Answer:
    return request(Starlette(routes=site_routes(base)), path, scheme="https", host="example.org")


def test_the_sitemap_lists_every_page_condition_and_question_with_its_whole_address(site_content: Content) -> None:
    answer = ask("/sitemap.xml")
    assert answer.headers["content-type"].startswith("application/xml")
    found = {element.text for element in ElementTree.fromstring(answer.body).iter() if element.tag.endswith("loc")}
    assert {f"https://example.org/{name}" for name in NAMES if name != "overview"} < found
    assert "https://example.org/" in found
    assert {f"https://example.org/conditions?condition={name}" for name in site_content.conditions} < found
    assert {f"https://example.org/faq?q={name}" for name in site_content.faq} < found


def test_every_entry_is_the_address_that_its_page_calls_its_own(site_content: Content) -> None:
    for path in paths():
        page, _, query = path.partition("?")
        key, _, value = query.partition("=")
        assert html_of(site_content, page, **({key: value} if key else {})).path == path


def test_an_entry_has_the_date_of_the_newest_change_of_its_page_or_none(site_content: Content) -> None:
    dates = {}
    for entry in ElementTree.fromstring(ask("/sitemap.xml").body):
        found = {each.tag.rpartition("}")[2]: each.text for each in entry}
        dates[found["loc"].removeprefix("https://example.org/")] = found.get("lastmod")
    safety = [change.date for change in site_content.changes if change.page == "safety"]
    assert dates["safety"] == max(safety)
    assert dates["changes"] == max(change.date for change in site_content.changes)
    named = {change.page for change in site_content.changes} | {"changes"}
    assert {path or "overview" for path, date in dates.items() if date} == named
    assert dates["conditions?condition=ptsd"] is None  # no row says which condition it is about


def test_robots_may_read_every_page_but_not_draw_every_picture_and_are_told_of_the_sitemap() -> None:
    answer = ask("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    rules = answer.body.decode().splitlines()
    assert [rule for rule in rules if "llow" in rule] == ["Allow: /", "Disallow: /download/"]
    assert "Sitemap: https://example.org/sitemap.xml" in answer.body.decode()


def test_below_a_base_path_every_address_names_it() -> None:
    entries = ElementTree.fromstring(ask("/ketamine/sitemap.xml", "/ketamine").body).iter()
    found = [each.text or "" for each in entries if each.tag.endswith("loc")]
    assert found and all(each.startswith("https://example.org/ketamine/") for each in found)
    assert "Sitemap: https://example.org/ketamine/sitemap.xml" in ask("/ketamine/robots.txt", "/ketamine").body.decode()
    assert ask("/robots.txt", "/ketamine").status == 404
