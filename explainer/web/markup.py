"""Our records as plain, escaped HTML: prose, lists, tables, links."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import urlencode


def prose(text: str) -> str:
    """Our own small Markdown (paragraphs, lists, bold) as HTML, escaped."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return "".join(_block(block.strip()) for block in blocks)


def _block(block: str) -> str:
    if block.startswith("- "):
        return bullets(_inline(item) for item in re.split(r"\n- ", f"\n{block}")[1:])
    return f"<p>{_inline(block)}</p>"


def _inline(text: str) -> str:
    joined = " ".join(line.strip() for line in text.splitlines())
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(joined))


def plain(text: str) -> str:
    """Prose on one line without its signs, for a description; not escaped."""
    return " ".join(text.replace("**", "").split())


def heading(text: str, anchor: str = "") -> str:
    """A heading below the page's own, and the name that a link to it takes, if it has one."""
    return f'<h2 id="{escape(anchor)}">{escape(text)}</h2>' if anchor else f"<h2>{escape(text)}</h2>"


def bullets(items: Iterable[str]) -> str:
    """A list of items that are HTML already; nothing without items."""
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{listed}</ul>" if listed else ""


def said(texts: Iterable[str]) -> str:
    """A list of texts."""
    return bullets(_inline(text) for text in texts)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are HTML already."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def link(address: str, text: str) -> str:
    """A link."""
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def view_link(page: str, text: str, **query: str) -> str:
    """A link to a view of a page of the site, from another page of it."""
    return link(f"./{page}?{urlencode(query)}", text)
