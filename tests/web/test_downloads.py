"""Pages and pictures as files: each file is what its page shows."""

import csv
import io
import json

import pytest
from starlette.applications import Starlette

from explainer.content import Content, content
from explainer.find.state import NOTHING, State
from explainer.site import PAGES
from explainer.views import blocks as b
from explainer.views.pages import view
from explainer.views.text import text
from explainer.views.view import walk
from explainer.web.downloads import download_routes
from tests.web.asgi import Answer, request
from tests.web.menu import html_of

SITE = Starlette(routes=download_routes())


def ask(path: str, query: str = "") -> Answer:
    return request(SITE, f"/download/{path}", query=query)


def sheet(path: str, query: str = "") -> list[list[str]]:
    """The rows that a spreadsheet shows: it takes the BOM away."""
    body = ask(path, query).body.decode()
    assert body.startswith("\ufeff")
    return list(csv.reader(io.StringIO(body.removeprefix("\ufeff"))))


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_every_page_offers_itself_as_files_that_are_there(site_content: Content, page: str) -> None:
    name = "" if page == "overview" else page
    html = html_of(site_content, name).body
    for kind in ("csv", "json", "txt"):
        assert f'href="./download/{page}.{kind}"' in html
        answer = ask(f"{page}.{kind}")
        assert answer.status == 200 and answer.body
        assert f"ketamine-in-evidence-{page}.{kind}" in answer.headers["content-disposition"]


def test_the_files_of_a_filtered_page_are_filtered(site_content: Content) -> None:
    html = html_of(site_content, "conditions", family="pain").body
    assert 'href="./download/conditions.csv?family=pain"' in html
    pain = [row.name for row in site_content.readings.values() if row.family == "pain"]
    assert [row[0] for row in sheet("conditions.csv", "family=pain")][1:] == pain
    shown = view(content(), next(page for page in PAGES if page.name == "conditions"), State.of(family="pain"))
    assert ask("conditions.txt", "family=pain").body.decode().strip() == text(shown.blocks).strip()


def test_the_json_of_a_page_holds_its_blocks(site_content: Content) -> None:
    condition = next(iter(site_content.conditions))
    said = json.loads(ask("conditions.json", f"condition={condition}").body)
    assert said["title"].startswith(site_content.conditions[condition].name)
    assert {"heading", "paragraph", "figure"} <= {block["block"] for block in said["blocks"]} | {"figure"}


def test_whole_numbers_are_whole_and_cells_have_no_marks() -> None:
    header, *rows = sheet("conditions.csv")
    people = [row[header.index("People (known)")] for row in rows]
    assert any(people) and all(cell.isdigit() for cell in people if cell)
    assert all(row[header.index("Reading")].isascii() for row in rows)
    header, *rows = sheet("trials.csv", "of=ptsd")
    numbers = [row[header.index("People randomised")] for row in rows]
    assert any(numbers) and all(cell.isdigit() for cell in numbers if cell)


def test_every_picture_is_there_as_svg_png_and_data(site_content: Content) -> None:
    first = {
        page.name: block.key
        for page in PAGES
        for block in walk(view(site_content, page, NOTHING).blocks)
        if isinstance(block, b.Figure)
    }
    assert len(first) > 4
    for page_name, key in first.items():
        files = {kind: ask(f"{page_name}/{key}.{kind}") for kind in ("svg", "png", "csv", "json")}
        assert {each.status for each in files.values()} == {200}, (page_name, key)
        assert files["svg"].body.startswith(b"<svg") and files["png"].body.startswith(b"\x89PNG")
        assert len(sheet(f"{page_name}/{key}.csv")) > 1
        assert "datasets" in json.loads(files["json"].body)


def test_pages_link_the_files_of_their_pictures(site_content: Content) -> None:
    html = html_of(site_content, "trials", of="ptsd").body
    for kind in ("svg", "png", "csv", "json"):
        assert f'href="./download/trials/forest-0.{kind}?of=ptsd"' in html


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("nowhere.csv", "", 404),
        ("conditions.exe", "", 404),
        ("conditions", "", 404),
        ("conditions/none.svg", "", 404),
        ("conditions.csv", "condition=nothing", 404),
        ("conditions.csv", "&".join(["family=pain"] * 300), 400),
    ],
)
def test_what_is_not_there_is_a_problem(path: str, query: str, status: int) -> None:
    answer = ask(path, query)
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")


def test_whoever_has_it_gets_304() -> None:
    tag = ask("claims.csv").headers["etag"]
    assert request(SITE, "/download/claims.csv", if_none_match=tag).status == 304


def test_below_a_base_path() -> None:
    assert request(Starlette(routes=download_routes("/ketamine")), "/ketamine/download/claims.csv").status == 200
