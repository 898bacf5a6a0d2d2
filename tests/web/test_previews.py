"""The pictures that other sites show of links."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from starlette.applications import Starlette

from explainer.charts import kept, preview
from explainer.charts.style import INK
from explainer.content import Content
from explainer.evidence.summary import summaries
from explainer.site import PAGES
from explainer.views.preview import condition_preview, page_preview
from explainer.web.previews import preview_routes
from explainer.web.security import SecurityHeaders
from tests.web.asgi import Answer, request

MARGIN = 60
"""Pixels that stay empty on either side."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("EXPLAINER_STATIC", str(tmp_path))
    kept._files.cache_clear()
    yield tmp_path / "pictures"
    kept._files.cache_clear()


def ask(path: str, base: str = "") -> Answer:
    return request(SecurityHeaders(Starlette(routes=preview_routes(base))), path)


def longest(content: Content) -> list[str]:
    """The previews with most to show: the longest names and sentences, and the most trials."""
    rows = {row.id: condition_preview(content, row.id) for row in summaries(content)}
    pages = {page.name: page_preview(content, page) for page in PAGES}
    of_rows = [max(rows, key=lambda name: len(rows[name].title)), max(rows, key=lambda name: len(rows[name].sentence)),
               max(rows, key=lambda name: len(rows[name].marks))]  # fmt: skip
    of_pages = [max(pages, key=lambda name: len(pages[name].title)), max(pages, key=lambda n: len(pages[n].sentence))]
    return [*(f"condition/{name}" for name in of_rows), *of_pages]


def test_even_the_longest_fit_have_the_right_size_and_are_light(site_content: Content) -> None:
    for name in dict.fromkeys(longest(site_content)):
        answer = ask(f"/preview/{name}.png")
        assert answer.headers["content-type"] == "image/png"
        assert len(answer.body) < 100_000
        picture = Image.open(BytesIO(answer.body)).convert("L")
        assert picture.size == (1200, 630)
        below_the_bar = picture.crop((0, 20, 1200, 630)).point(lambda grey: 255 * (grey < 235))
        left, _, right, bottom = below_the_bar.getbbox()
        assert MARGIN <= left and right <= 1200 - MARGIN and bottom <= 630 - 20, name


def test_no_line_of_a_sentence_runs_into_the_trials(site_content: Content) -> None:
    for row in summaries(site_content):
        shown = condition_preview(site_content, row.id)
        texts = preview._spec(shown)["datasets"]["texts"]
        lines = [
            each["y"] + each["size"] / 2 for each in texts if each["ink"] == INK and each["text"] in shown.sentence
        ]
        assert lines and max(lines) < (preview.STRIP[0] if shown.marks else preview.FOOT - 20), row.id


def test_a_picture_is_drawn_once_and_may_be_shown_by_other_sites(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = ask("/preview/condition/autism.png")
    assert first.headers["cross-origin-resource-policy"] == "cross-origin"
    assert first.headers["x-frame-options"] == "SAMEORIGIN"
    assert len(list(folder.iterdir())) == 1
    monkeypatch.setattr(preview, "_drawn", None)  # drawing it again would be an error
    assert ask("/preview/condition/autism.png").body == first.body
    assert ask("/ketamine/preview/condition/autism.png", "/ketamine").body == first.body


@pytest.mark.parametrize("path", ["/preview/condition/gout.png", "/preview/nothing.png", "/preview/faq.svg"])
def test_a_picture_of_nothing_is_not_there(path: str) -> None:
    assert ask(path).status == 404
