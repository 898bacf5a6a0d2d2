"""Blocks as plain data for JSON: each a mapping with its kind, texts as words and the links in them."""

from dataclasses import fields
from typing import Any

from explainer.charts.style import Picture
from explainer.site import SitePage
from explainer.views import blocks as b
from explainer.views.inline import Inline, links_in, plain

_TEXTS = ("text", "label", "count", "caption", "saved")
_LEFT_OUT = ("table", "kept")


def data(blocks: b.Blocks) -> list[dict[str, Any]]:
    """All blocks."""
    return [_block(block) for block in blocks]


def _block(block: b.Block) -> dict[str, Any]:
    data_of_block: dict[str, Any] = {"block": type(block).__name__.lower()}
    for each in fields(block):
        value = getattr(block, each.name)
        if each.name not in _LEFT_OUT and value not in (None, "", (), False, {}):
            data_of_block[each.name] = _text(value) if each.name in _TEXTS else _value(each.name, value)
    return data_of_block


def _value(name: str, value: Any) -> Any:
    if name in ("blocks", "groups", "folds", "words"):
        return data(value)
    if name in ("items", "ways_on"):
        return [_text(item) for item in value]
    if name == "rows":
        return [[_text(cell) for cell in row] for row in value]
    if isinstance(value, Picture):
        return {"finding": value.title, "alt": value.alt, "rows": list(value.rows)}
    if name == "marks":
        return {mark: each.address for mark, each in value.items()}
    if isinstance(value, SitePage):
        return value.name
    if isinstance(value, tuple):
        return [_value("", each) for each in value]
    return value if value is None or isinstance(value, str | int | bool) else _fields(value)


def _fields(value: Any) -> dict[str, Any]:
    """A filter's widget, a chip or a state."""
    return {each.name: _value("", getattr(value, each.name)) for each in fields(value)}


def _text(text: Inline) -> Any:
    """The words; with links, the words and where each link leads."""
    links = links_in(text)
    if not links:
        return plain(text)
    return {"text": plain(text), "links": [{"text": plain(each.text), "address": each.address} for each in links]}
