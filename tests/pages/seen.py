"""What a reader sees on a page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from explainer.site import HOME

SVG = "{http://www.w3.org/2000/svg}"
_EXPLAINED = re.compile(r'\[((?:[^\[\]\\]|\\.)+)\]\(\./glossary\?term=[^ )]+ "[^"]*"\)')
"""A word with its explanation, which is tested in tests/views/test_explained.py; here the word is enough."""
LINK = r"\[((?:[^\[\]\\]|\\.)+)\]\(\./"
"""A link within the site in Markdown: its label, then the beginning of its address."""


@dataclass(frozen=True)
class Drawn:
    """A picture as it is drawn for a wide window, or for the column that it stands in."""

    svg: ET.Element

    @property
    def alt(self) -> str:
        """What it says to those who can't see it."""
        return self.svg.attrib["aria-label"]

    @property
    def texts(self) -> list[str]:
        """The words on it, in the order in which they are drawn."""
        return [" ".join(filter(None, text.itertext())) for text in self.svg.iter(f"{SVG}text")]

    @property
    def marks(self) -> list[tuple[str, str]]:
        """The words and the address of each mark that opens something."""
        return [(mark.findtext(f"{SVG}title") or "", mark.attrib["href"]) for mark in self.svg.iter(f"{SVG}a")]


def pictures(page: AppTest | Block) -> list[Drawn]:
    """The pictures of the page, from top to bottom."""
    shown = (box for piece in html(page) for box in piece if box.get("class") in ("picture wide", "picture small"))
    return [Drawn(svg) for box in shown for svg in box.iter(f"{SVG}svg")]


def picture(page: AppTest, key: str) -> Drawn:
    """The picture with this key."""
    (drawn,) = pictures(part(page, key))
    return drawn


def part(page: AppTest, key: str) -> Block:
    """The part of the page with this key."""
    block = page.get_by_key(key)
    assert isinstance(block, Block)
    return block


def html(page: AppTest | Block) -> list[ET.Element]:
    """What the app puts into its Markdown as HTML: pictures, and texts with pictures in them."""
    return [_parsed(str(each.value)) for each in page.markdown if each.allow_html]


def words(page: AppTest) -> str:
    """All text of the page without its pictures, in its order by kind."""
    kinds = (page.title, page.header, page.subheader, page.markdown, page.caption, page.info, page.warning, page.error)
    return "\n".join(said_by(element) for kind in kinds for element in kind)


def slips(page: AppTest) -> list[str]:
    """Insides of the program that a reader ought never to see ("None of them" is English)."""
    drawn = [text for picture in pictures(page) for text in (picture.alt, *picture.texts, *dict(picture.marks))]
    slip = r"\bNone\b(?! [a-z])|\b[Nn]a[Nn]\b|\bundefined\b|Decimal\(|Traceback|[{}]|<[A-Z][a-z]+ "
    return re.findall(slip, "\n".join([words(page), *drawn]))


def titled(alerts: Any) -> list[str]:
    """Titles of warnings or hints."""
    return [alert.proto.title for alert in alerts]


def links(page: AppTest) -> list[str]:
    """Labels of the links to pages of the site; those of pictures are in ``pictures``."""
    return [label for element in page.markdown for label in _links(element)]


def downloads(page: AppTest) -> list[str]:
    """Labels of the links to what is shown as a file."""
    found = [each for element in page.markdown for each in re.findall(LINK + r"download/", str(element.value))]
    return [label.replace("\\", "") for label in found if label.startswith("Download")]


def asked(address: str) -> tuple[str, dict[str, list[str]]]:
    """The page and the query that an address of the site asks for."""
    parts = urlsplit(address)
    return parts.path.removeprefix("./") or HOME.name, parse_qs(parts.query)


def press(page: AppTest, label: str) -> AppTest:
    """Click the button with this label."""
    (button,) = [button for button in page.button if button.label == label]
    return button.click().run()


def _parsed(piece: str) -> ET.Element:
    return ET.fromstring(f"<html>{piece.replace('<br>', '<br/>')}</html>")


def said_by(element: Any) -> str:
    """The words of one element."""
    text = _EXPLAINED.sub(r"\1", str(element.value))
    return "".join(_texts(_parsed(text))) if getattr(element, "allow_html", False) else text


def _texts(element: ET.Element) -> Iterator[str]:
    """The texts of an element, without those of pictures."""
    if element.tag != f"{SVG}svg":
        yield element.text or ""
        for inner in element:
            yield from _texts(inner)
            yield inner.tail or ""


def _links(element: Any) -> list[str]:
    text = str(element.value)
    if element.allow_html:
        return ["".join(link.itertext()) for link in _parsed(text).iter("a") if link.get("href", "").startswith("./")]
    return re.findall(LINK + "(?!download/|data/|api/)", _EXPLAINED.sub(r"\1", text))
