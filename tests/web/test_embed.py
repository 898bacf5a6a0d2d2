"""What other sites may show in a frame."""

import re

import pytest
from starlette.applications import Starlette

from explainer.content import Content
from explainer.evidence.summary import summaries
from explainer.find.state import State
from explainer.site import HERE
from explainer.views.blocks import ToCopy
from explainer.views.condition import condition_blocks
from explainer.views.embed import PATHS, embedded, frame_height
from explainer.views.view import walk
from explainer.web.embed import embed_routes
from explainer.web.page_base import PageBase
from explainer.web.security import SecurityHeaders
from tests.web.asgi import Answer, request


def ask(path: str, base: str = "", **headers: str) -> Answer:
    app = PageBase(SecurityHeaders(Starlette(routes=embed_routes(base))), base)
    return request(app, path, scheme="https", host="example.org", **headers)


def test_everything_to_embed_is_light_runs_no_script_and_leads_back(site_content: Content) -> None:
    for what in PATHS.values():
        for name, condition in site_content.conditions.items():
            answer = ask(f"/embed/{what}/{name}")
            assert answer.status == 200 and len(answer.body) < 60_000
            page = answer.body.decode()
            assert "<script" not in page and " style=" not in page and "./" not in page
            assert f'href="https://example.org/conditions?condition={name}"' in page or f"?of={name}" in page
            assert '<base target="_blank">' in page and condition.name[1:] in page


def test_any_site_may_frame_it_and_nothing_else_of_the_site() -> None:
    headers = ask("/embed/condition/ptsd").headers
    assert headers["content-security-policy"].endswith("frame-ancestors *")
    assert "unsafe" not in headers["content-security-policy"] and "script-src" not in headers["content-security-policy"]
    assert "x-frame-options" not in headers
    assert headers["x-content-type-options"] == "nosniff"
    elsewhere = ask("/embedded").headers
    assert elsewhere["x-frame-options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in elsewhere["content-security-policy"]


def test_crisis_help_goes_with_it(site_content: Content) -> None:
    _, blocks = embedded(site_content, "condition", "suicidal-ideation")
    assert type(blocks[1]).__name__ == "Crisis"


@pytest.mark.parametrize("path", ["condition/gout", "trials/gout", "poll/driving", "condition", "", "condition/ptsd/x"])
def test_what_is_not_there_is_met_with_calm_words_that_may_be_framed(path: str) -> None:
    answer = ask(f"/embed/{path}")
    assert answer.status == 404 and "The address of this frame may be old" in answer.body.decode()
    assert "frame-ancestors *" in answer.headers["content-security-policy"]


def test_below_a_base_path_its_links_name_it() -> None:
    page = ask("/ketamine/embed/trials/ptsd", "/ketamine").body.decode()
    links = re.findall(r'href="(http[^"]+example[^"]+)"', page)
    assert links and all(link.startswith("https://example.org/ketamine/") for link in links)


def test_the_code_to_copy_names_its_address_its_title_and_a_height_for_all_there_is(site_content: Content) -> None:
    row = next(row for row in summaries(site_content) if row.id == "ptsd")
    codes = [each.text for each in walk(condition_blocks(site_content, row, State())) if isinstance(each, ToCopy)]
    [code] = [each for each in codes if "<iframe" in each]
    assert f'src="{HERE}embed/condition/ptsd"' in code and 'loading="lazy"' in code
    assert 'title="Does ketamine help with post-traumatic stress disorder?' in code
    _, blocks = embedded(site_content, "condition", "ptsd")
    assert f'height="{frame_height(blocks)}"' in code
    assert frame_height(blocks) > frame_height(blocks[1:]) > 0
