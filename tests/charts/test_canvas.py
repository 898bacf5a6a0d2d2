"""Pictures laid out in pixels: each piece is drawn where it was put, and words keep to their room."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.charts.canvas import LETTER, Canvas
from explainer.charts.drawn import svg
from explainer.charts.style import COLOURS, Picture

SVG = "{http://www.w3.org/2000/svg}"
BLUE = COLOURS["blue"]
WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=12), min_size=1, max_size=30).map(" ".join)


def drawn(canvas: Canvas) -> ET.Element:
    """The canvas as SVG."""
    return ET.fromstring(svg(Picture("Title", "Words.", (), lambda narrow: canvas.spec())))


def shapes(canvas: Canvas, tag: str) -> list[ET.Element]:
    return [each for each in drawn(canvas).iter(f"{SVG}{tag}") if "fill" in each.attrib or "stroke" in each.attrib]


def place(element: ET.Element) -> tuple[float, float]:
    """Where a shape was moved to."""
    (found,) = re.findall(r"translate\(([\d.]+),([\d.]+)\)", element.attrib["transform"])
    return float(found[0]), float(found[1])


def test_each_piece_is_drawn_where_it_was_put() -> None:
    canvas = Canvas(300, 80)
    canvas.mark(50, 60, ink=BLUE)
    canvas.rule(10, 70, 250, 75, ink=BLUE)
    canvas.box(100, 5, 180, 45, ink=BLUE, corner=0)
    canvas.text(20, 30, "hello")
    root = drawn(canvas)
    assert (root.attrib["width"], root.attrib["height"]) == ("300", "80")
    (line,) = shapes(canvas, "line")
    assert (place(line), line.attrib["x2"], line.attrib["y2"]) == ((10, 70), "240", "5")
    box, mark = shapes(canvas, "path")
    assert place(mark) == (50, 60)
    assert box.attrib["d"].startswith(("M100,5", "M180,5", "M180,45", "M100,45"))
    (text,) = shapes(canvas, "text")
    x, baseline = place(text)
    assert x == 20 and 30 < baseline < 30 + 13 / 2  # the middle of the letters is at 30
    assert text.text == "hello"


@pytest.mark.parametrize(("align", "anchor"), [("left", None), ("center", "middle"), ("right", "end")])
def test_words_begin_end_or_have_their_middle_at_their_place(align: str, anchor: str | None) -> None:
    canvas = Canvas(300, 80)
    canvas.text(150, 30, "hello", align=align)  # type: ignore[arg-type]
    (text,) = shapes(canvas, "text")
    assert (place(text)[0], text.attrib.get("text-anchor")) == (150, anchor)


def test_each_kind_of_line_is_broken_in_its_own_way() -> None:
    dashes = {}
    for dash in ("", "long", "dots"):
        canvas = Canvas(100, 20)
        canvas.rule(0, 10, 100, 10, ink=BLUE, dash=dash)
        canvas.box(0, 0, 100, 20, ink=BLUE, dash=dash)
        (line,), (box,) = shapes(canvas, "line"), shapes(canvas, "path")
        assert line.attrib.get("stroke-dasharray") == box.attrib.get("stroke-dasharray")
        dashes[dash] = line.attrib.get("stroke-dasharray")
    assert dashes[""] is None
    assert len(set(dashes.values())) == 3


def test_half_of_a_mark_or_a_dot_in_it_is_filled() -> None:
    def insides(inside: str) -> list[str]:
        canvas = Canvas(100, 40)
        canvas.mark(50, 20, ink=BLUE, inside=inside)  # type: ignore[arg-type]
        ring, *rest = shapes(canvas, "path")
        assert (ring.attrib["stroke"], ring.attrib.get("fill", "none")) == (BLUE, "none")
        assert all(place(each) == (50, 20) and each.attrib["fill"] == BLUE for each in rest)
        return [each.attrib["d"] for each in rest]

    assert insides("") == []
    (half,), (dot,) = insides("half"), insides("dot")
    assert max(xs(half)) <= 0 < max(xs(dot))  # the half lies left of the middle


def xs(path: str) -> list[float]:
    """Where the parts of a path end, from left to right."""
    return [float(part.split(",")[-2]) for part in re.findall(r"[A-Z]([-\d.,]+)", path)]


@given(text=WORDS, width=st.integers(80, 700), size=st.sampled_from([11, 13, 15]))
def test_no_word_is_lost_in_lines_and_no_line_is_wider_than_its_room(text: str, width: int, size: int) -> None:
    canvas = Canvas(width)
    below = canvas.lines(5, 10, text, width, size=size, step=17, id="one")
    lines = canvas.records["texts"]
    assert " ".join(str(line["text"]) for line in lines).split() == text.split()
    assert all(len(line["text"]) * size * LETTER <= max(width, 12 * size * LETTER) for line in lines)
    assert [line["y"] for line in lines] == [10 + 17 * number for number in range(len(lines))]
    assert below == 10 + 17 * len(lines)
    assert {(line["id"], line["words"]) for line in lines} == {("one", text)}


def test_one_picture_never_shows_the_pieces_of_another() -> None:
    first, second = Canvas(100, 20), Canvas(200, 40)
    first.text(0, 10, "first")
    second.text(0, 10, "second")
    assert [[each.text for each in shapes(canvas, "text")] for canvas in (first, second)] == [["first"], ["second"]]


def test_an_empty_canvas_can_be_drawn() -> None:
    assert drawn(Canvas(100, 20)).attrib["viewBox"] == "0 0 100 20"
