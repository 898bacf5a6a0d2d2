"""What search engines and other sites read of a page."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from extruct import extract
from starlette.applications import Starlette
from starlette.routing import Match

from explainer.content import Content
from explainer.evidence.summary import summaries
from explainer.site import FAQ, PAGES
from explainer.web.first_html import FirstHtml
from explainer.web.head import head, site_address
from explainer.web.previews import preview_routes
from explainer.web.shared import DATA_FILES, Shared
from tests.web.menu import html_of

SITE = "https://example.org/"


def scope(host: str | None, *, scheme: str = "https", root: str = "") -> dict[str, Any]:
    headers = [(b"host", host.encode())] if host is not None else []
    return {"type": "http", "scheme": scheme, "root_path": root, "path": "/", "headers": headers}


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        (scope("example.org"), "https://example.org/"),
        (scope("localhost:8501", scheme="http"), "http://localhost:8501/"),
        (scope("[::1]:80", root="/sub"), "https://[::1]:80/sub/"),
        (scope('evil"><script>'), ""),
        (scope("example.org/path"), ""),
        (scope(None), ""),
    ],
)
def test_the_address_of_the_site_is_that_of_the_request_or_none(asked: dict[str, Any], address: str) -> None:
    assert site_address(asked) == address


def test_below_a_base_path_the_address_of_the_site_ends_there() -> None:
    assert site_address(scope("example.org"), "/ketamine") == "https://example.org/ketamine/"


def test_the_operators_address_counts_whoever_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLAINER_ADDRESS", "https://evidence.example.org/ketamine/")
    for asked in (scope("other.example.org", scheme="http"), scope('evil"><script>'), scope(None)):
        assert site_address(asked, "/ketamine") == "https://evidence.example.org/ketamine/"


def test_a_view_tells_its_own_absolute_address(site_content: Content) -> None:
    html = head(html_of(site_content, "/conditions", **{"condition": "ptsd", "utm": "x"}), SITE)
    address = "https://example.org/conditions?condition=ptsd"
    assert f'<link rel="canonical" href="{address}">' in html
    assert f'<meta property="og:url" content="{address}">' in html
    assert '<meta property="og:site_name" content="Ketamine in evidence">' in html
    assert "noindex" not in html


def test_machines_read_which_condition_a_page_is_about(site_content: Content) -> None:
    html = head(html_of(site_content, "/conditions", **{"condition": "ptsd"}), SITE)
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    said = json.loads(data)
    assert said["@type"] == "MedicalWebPage"
    assert said["about"]["name"] == site_content.conditions["ptsd"].name
    assert said["url"].startswith(SITE)


def read(html: str) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """What a preview tool and a search engine read: the Open Graph properties, and the objects of schema.org."""
    found = extract(f"<html><head>{html}</head></html>", syntaxes=["opengraph", "json-ld"], base_url=SITE)
    return dict(found["opengraph"][0]["properties"]), found["json-ld"]


def test_a_link_to_a_condition_is_shown_with_its_finding_and_its_picture(site_content: Content) -> None:
    shown, _ = read(head(html_of(site_content, "/conditions", condition="ptsd"), SITE))
    [row] = [row for row in summaries(site_content) if row.id == "ptsd"]
    assert shown["og:title"].startswith("Post-traumatic stress disorder")
    assert shown["og:description"].lower().startswith(f"{row.step.reading}: {row.counts.trials} randomised trials, ")
    assert f"{row.counts.people} people" in shown["og:description"]
    assert shown["og:image"] == "https://example.org/preview/condition/ptsd.png"
    assert (shown["og:image:width"], shown["og:image:height"]) == ("1200", "630")
    assert row.step.reading in shown["og:image:alt"]


def test_every_page_has_a_picture_that_is_there_and_a_large_card(site_content: Content) -> None:
    drawn = Starlette(routes=preview_routes())
    for page in PAGES:
        html = head(html_of(site_content, page.address().removeprefix(".")), SITE)
        shown, _ = read(html)
        path = shown["og:image"].removeprefix("https://example.org")
        assert any(
            route.matches({"type": "http", "path": path, "method": "GET"})[0] == Match.FULL for route in drawn.routes
        )
        assert '<meta name="twitter:card" content="summary_large_image">' in html


def test_search_engines_read_what_a_page_cites_and_when_it_was_checked(site_content: Content) -> None:
    painted = html_of(site_content, "/conditions", condition="ptsd")
    assert painted.shared is not None
    _, [page] = read(head(painted, SITE))
    assert {"@type": "ScholarlyArticle", "url": "https://doi.org/10.1001/jamapsychiatry.2014.62"} in page["citation"]
    checked = replace(painted, shared=replace(painted.shared, reviewed="2026-11-29"))
    assert read(head(checked, SITE))[1][0]["lastReviewed"] == "2026-11-29"


@pytest.mark.parametrize("path", ["/", "/sources"])
def test_search_engines_are_told_of_the_data_and_its_files(site_content: Content, path: str) -> None:
    _, [page, data] = read(head(html_of(site_content, path), SITE))
    assert (page["@type"], data["@type"]) == ("MedicalWebPage", "Dataset")
    assert 50 <= len(data["description"]) <= 5000  # what Google asks of a data set
    assert data["license"].startswith("https://creativecommons.org/")
    files = [(each["contentUrl"], each["encodingFormat"]) for each in data["distribution"]]
    assert files == [(f"{SITE}{name}", kind) for name, kind in DATA_FILES]


def test_a_page_that_is_not_there_has_no_picture(site_content: Content) -> None:
    html = head(html_of(site_content, "/conditions", condition="gout"), SITE)
    assert "og:image" not in html and "application/ld+json" not in html


def test_a_lost_address_is_not_to_be_found_by_search_and_names_no_other(site_content: Content) -> None:
    html = head(html_of(site_content, "/nothing", **{}), "")
    assert '<meta name="robots" content="noindex">' in html
    assert "canonical" not in html and "<script" not in html


def test_nothing_in_a_title_or_description_can_leave_its_place() -> None:
    sharp = '</script><script>x</script>"><img>'
    seen = Shared(sharp, sharp, sharp, {"name": sharp})
    html = head(FirstHtml(sharp, sharp, "faq?q=%22", "", FAQ, shared=seen), SITE)
    assert html.count("<script") == html.count("</script>") == 1
    assert "<img>" not in html
