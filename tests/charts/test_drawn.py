"""Pictures as they are sent: SVG in the ink of the page, whose links say where they lead."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from math import hypot
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.charts.canvas import Canvas
from explainer.charts.drawn import TARGET, linked, svg
from explainer.charts.forest import INVISIBLE
from explainer.charts.style import COLOURS, MARK, WIDTHS, Picture, Spec, drawn_once
from explainer.content import Content
from explainer.site import CONDITIONS, TRIALS
from explainer.views import blocks as b
from explainer.views.inline import Drawing, Inline
from explainer.views.pages import addresses, view
from explainer.views.view import texts_of, walk

LETTER = 0.4
"""Width of a narrow letter, as a share of the size of its font."""
OF_A_KIND = 2
"""Pictures that are looked at of each kind on each page; the others of a kind differ in their data alone."""
NUMBER = r"-?[\d.]+"
SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Drawn:
    """A picture of a page as SVG, and the addresses of its marks."""

    name: str
    narrow: bool
    text: str
    links: Mapping[str, str]

    @property
    def root(self) -> ET.Element:
        """The parsed SVG."""
        return ET.fromstring(self.text)


@pytest.fixture(scope="module")
def drawn(site_content: Content) -> list[Drawn]:
    """Pictures of every kind on every page, each for a wide page and for a phone."""
    number = Counter[str]()
    made = []
    for name, picture, links in _pictures(site_content):
        number[name] += 1
        if number[name] <= OF_A_KIND:
            made += [Drawn(name, narrow, svg(picture, narrow=narrow), links) for narrow in (False, True)]
    assert len(number) >= 25
    return made


def _pictures(content: Content) -> Iterator[tuple[str, Picture, Mapping[str, str]]]:
    for page, state in addresses(content):
        if state.values and page not in (CONDITIONS, TRIALS):
            continue  # what other pages open has the pictures of the page itself
        for block in walk(view(content, page, state).blocks):
            if isinstance(block, b.Figure):
                links = {mark: link.address for mark, link in block.marks.items()}
                yield f"{page.name} {block.key}", block.picture, links
            for text in texts_of(block):
                yield from ((f"{page.name} in a text", each.picture, {}) for each in _drawings(text))


def _drawings(text: Inline) -> Iterator[Drawing]:
    if isinstance(text, Drawing):
        yield text
    elif isinstance(text, tuple):
        for part in text:
            yield from _drawings(part)


# Every kind of picture


@pytest.mark.slow
def test_every_picture_is_well_formed_and_fits_its_width(drawn: list[Drawn]) -> None:
    for each in drawn:
        root = each.root
        assert root.tag == f"{SVG}svg", each.name
        assert root.attrib["viewBox"] == f"0 0 {root.attrib['width']} {root.attrib['height']}", each.name
        assert 0 < float(root.attrib["width"]) <= WIDTHS[each.narrow], each.name
        assert len(list(root.iter())) > 5, each.name


@pytest.mark.slow
def test_no_words_reach_beyond_their_picture(drawn: list[Drawn]) -> None:
    for each in drawn:
        root = each.root
        for words, left, right in _lines(root, 0):
            assert left > -3 and right < float(root.attrib["width"]) + 3, (each.name, words)


def _lines(element: ET.Element, x: float) -> Iterator[tuple[str, float, float]]:
    """Level lines of text with their left and right ends, in pixels."""
    moved = element.get("transform", "")
    if "rotate" in moved:
        return
    x += float(moved.removeprefix("translate(").split(",")[0] or 0)
    if element.tag == f"{SVG}text":
        parts = list(element.iter(f"{SVG}tspan")) or [element]
        for words in ("".join(part.itertext()).replace(INVISIBLE, "") for part in parts):
            width = LETTER * float(element.attrib["font-size"].removesuffix("px")) * len(words)
            left = x - {"middle": width / 2, "end": width}.get(element.get("text-anchor", ""), 0)
            yield words, left, left + width
    for child in element:
        yield from _lines(child, x)


@pytest.mark.slow
def test_words_and_lines_have_the_colour_of_the_text_around_them(drawn: list[Drawn]) -> None:
    known = {"currentColor", "transparent", "none", "white", *COLOURS.values()}
    for each in drawn:
        paint = {
            element.attrib[part]
            for element in each.root.iter()
            for part in ("fill", "stroke")
            if part in element.attrib
        }
        assert paint <= known, each.name
        inks = {text.attrib["fill"] for text in each.root.iter(f"{SVG}text")}
        assert inks <= {"currentColor", "white", *COLOURS.values()}, each.name


@pytest.mark.slow
def test_nothing_is_left_that_only_vega_reads(drawn: list[Drawn]) -> None:
    for each in drawn:
        names = {name for element in each.root.iter() for name in element.attrib}
        left = {name for name in names if name in ("class", "role", "font-family", "pointer-events") or "aria" in name}
        assert left == set(), each.name
        assert not re.search(r"xlink|ns\d|NaN|undefined|null|Infinity", each.text), each.name


@pytest.mark.slow
def test_every_link_says_what_it_is_and_leads_to_a_page(drawn: list[Drawn]) -> None:
    assert sum(each.text.count("<a ") for each in drawn) > 500
    for each in drawn:
        root = ET.fromstring(linked(each.text, each.links))
        for link in root.iter(f"{SVG}a"):
            title = link[0]
            assert title.tag == f"{SVG}title" and (title.text or "").strip(), each.name
            assert link.attrib["href"] in each.links.values(), each.name


@pytest.mark.slow
def test_every_link_can_be_pressed_inside_its_outline(drawn: list[Drawn]) -> None:
    for each in drawn:
        for link in each.root.iter(f"{SVG}a"):
            assert all(shape.get("fill", "none") != "none" for shape in link[1:]), each.name


@pytest.mark.slow
def test_a_press_on_a_mark_never_opens_its_neighbour(drawn: list[Drawn]) -> None:
    for each in drawn:
        areas = [link[1] for link in each.root.iter(f"{SVG}a") if link[1].tag == f"{SVG}circle"]
        places = [
            (float(area.attrib["r"]), *map(float, re.findall(NUMBER, area.attrib["transform"])[:2])) for area in areas
        ]
        for (one, x, y), (other, other_x, other_y) in combinations(places, 2):
            distance = hypot(x - other_x, y - other_y)
            assert one + other <= distance + 0.2 or distance == 0, each.name


# One picture


def picture(*pieces: tuple[str, str]) -> Picture:
    """Marks, each with its id and its words."""

    def draw(narrow: bool) -> Spec:
        canvas = Canvas(WIDTHS[narrow], 40)
        for place, (id, words) in enumerate(pieces):
            canvas.mark(20 + 30 * place, 20, ink=COLOURS["blue"], id=id, words=words)
        return canvas.spec()

    return Picture("Title", "Words.", (), draw)


def test_a_mark_without_an_id_has_no_link() -> None:
    text = svg(picture(("one", "First"), ("", "Second")))
    assert re.findall(r'href="([^"]*)"', text) == [f"{MARK}one"]
    assert "<title>First</title>" in text and "Second" not in text


def test_a_mark_that_stands_alone_has_a_large_area_to_press() -> None:
    (link,) = ET.fromstring(svg(picture(("one", "First")))).iter(f"{SVG}a")
    assert (link[1].tag, float(link[1].attrib["r"])) == (f"{SVG}circle", TARGET)
    assert link[1].attrib["transform"] == link[2].attrib["transform"]


def test_a_mark_gets_the_address_of_its_id_and_without_one_the_picture_fails() -> None:
    text = svg(picture(("one", "First"), ("two", "Second")))
    addresses = {"one": "./trials?row=a/b&find=x", "two": "./faq"}
    links = [link.attrib["href"] for link in ET.fromstring(linked(text, addresses)).iter(f"{SVG}a")]
    assert links == list(addresses.values())
    with pytest.raises(KeyError):
        linked(text, {"one": "./faq"})


@settings(max_examples=10)
@given(
    id=st.text("abc/.-_&<>'é ", min_size=1, max_size=8).map(str.strip).filter(bool),
    words=st.text("abc &<>\"'–“é€", max_size=10).map(lambda text: f"x{text}x"),
)
def test_any_id_and_any_words_arrive_as_they_are(id: str, words: str) -> None:
    (link,) = ET.fromstring(linked(svg(picture((id, words))), {id: "./faq"})).iter(f"{SVG}a")
    assert (link.attrib["href"], link[0].text) == ("./faq", words)


def test_a_picture_is_drawn_once_for_each_width() -> None:
    calls = []

    def draw(narrow: bool) -> Spec:
        calls.append(narrow)
        return Canvas(WIDTHS[narrow], 40).spec()

    once = Picture("Title", "Words.", (), draw)
    assert svg(once) is svg(once)
    assert svg(once, narrow=True) is not svg(once)
    assert calls == [False, True]


def test_pictures_with_the_same_marks_share_one_drawing() -> None:
    first, second = picture(("one", "First")), picture(("one", "First"))
    assert first is not second and svg(first) is svg(second)
    assert svg(picture(("two", "First"))) != svg(first)


def test_a_builder_makes_the_same_picture_once_whatever_its_caller_does_with_the_list() -> None:
    made = []

    @drawn_once
    def build(names: list[str], *, title: str) -> Picture:
        made.append(title)
        return replace(picture(*((name, name) for name in names)), title=title)

    names = ["one"]
    first = build(names, title="A")
    assert build(["one"], title="A") is first
    names.append("two")
    assert build(names, title="A") is not first
    assert build(["one"], title="B").title == "B"
    assert made == ["A", "A", "B"]


def test_the_chosen_mark_alone_is_the_current_one() -> None:
    text = f'<a href="{MARK}one"/><a href="{MARK}two"/>'
    drawn = linked(text, {"one": "./1", "two": "./2"}, "two")
    assert drawn == '<a href="./1"/><a href="./2" aria-current="true"/>'
    assert "aria-current" not in linked(text, {"one": "./1", "two": "./2"})
