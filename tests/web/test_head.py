"""What search engines and other sites read of a page."""

import json
import re
from typing import Any

import pytest

from explainer.content import Content
from explainer.site import FAQ
from explainer.web.first_html import FirstHtml
from explainer.web.head import head, site_address
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


def test_a_lost_address_is_not_to_be_found_by_search_and_names_no_other(site_content: Content) -> None:
    html = head(html_of(site_content, "/nothing", **{}), "")
    assert '<meta name="robots" content="noindex">' in html
    assert "canonical" not in html and "<script" not in html


def test_nothing_in_a_title_or_description_can_leave_its_place() -> None:
    sharp = '</script><script>x</script>"><img>'
    html = head(FirstHtml(sharp, sharp, "faq?q=%22", "", FAQ), SITE)
    assert html.count("<script") == html.count("</script>") == 1
    assert "<img>" not in html
