"""Blocks as HTML: the first paint of a page, and the whole page where scripts are off."""

from collections.abc import Iterable
from html import escape
from urllib.parse import urlencode

from explainer.find.state import State
from explainer.site import SitePage
from explainer.views import blocks as b
from explainer.views.inline import Bold, Break, Inline, Italic, Link, Mark, Outside, Small


def html(blocks: b.Blocks) -> str:
    """All blocks, escaped."""
    return "".join(map(_block, blocks))


def inline(text: Inline) -> str:
    """A text of a block, escaped."""
    match text:
        case str():
            return escape(text)
        case tuple():
            return "".join(map(inline, text))
        case Bold(inner):
            return f"<b>{inline(inner)}</b>"
        case Italic(inner):
            return f"<i>{inline(inner)}</i>"
        case Small(inner):
            return f"<small>{inline(inner)}</small>"
        case Mark(symbol, colour):
            return f'<span class="{colour}">{escape(symbol)}</span>'
        case Break():
            return "<br>"
        case Link(inner, address):
            return _link(address, inner)
        case Outside(inner, url):
            return _link(url, inner)


def address(page: SitePage, state: State) -> str:
    """The address of a page with a query."""
    query = urlencode(state.values, doseq=True)
    return f"{page.address()}?{query}" if query else page.address()


def _link(url: str, text: Inline) -> str:
    return f'<a href="{escape(url)}">{inline(text)}</a>'


def _block(block: b.Block) -> str:
    match block:
        case b.Heading(text, level, anchor):
            named = f' id="{escape(anchor)}"' if anchor else ""
            return f"<h{level}{named}>{escape(text)}</h{level}>"
        case b.Paragraph(text, note):
            return f"<p><small>{inline(text)}</small></p>" if note else f"<p>{inline(text)}</p>"
        case b.Bullets(items):
            return _list(map(inline, items))
        case b.Table():
            return _table(block)
        case b.Fold(label, inner, is_open=is_open):
            return f"<details{' open' if is_open else ''}><summary>{inline(label)}</summary>{html(inner)}</details>"
        case b.Folds(folds):
            return html(folds)
        case b.Group(inner, key, card):
            names = " ".join(name for name in (key, "card" if card else "") if name)
            return f'<div class="{escape(names)}">{html(inner)}</div>' if names else html(inner)
        case b.Row(groups):
            boxes = "".join(f"<div>{html((group,))}</div>" for group in groups)
            return f'<div class="row">{boxes}</div>'
        case b.Figure():
            return _figure(block)
        case b.Hundred(text=text, pair=pair):
            return (f"<p>{escape(text)}</p>" if text else "") + _pair(pair)
        case b.Printed(inner, alt):
            return f'<article class="sheet" aria-label="{escape(alt)}">{html(inner)}</article>'
        case b.Notice(title, text, ways_on):
            more = _list(map(inline, ways_on))
            return f'<div class="notice"><p><b>{escape(title)}</b> {escape(text)}</p>{more}</div>'
        case b.Crisis(inner):
            return f'<section class="card crisis">{html(inner)}</section>'
        case b.Dialog(title, inner):
            return f'<section class="card"><h2>{escape(title)}</h2>{html(inner)}</section>'
        case b.Filters():
            return _filters(block)
        case b.Loosen(page, title, text, gains):
            ways = (_link(address(page, state), f"Without “{name}”: {number}") for _, name, number, state in gains)
            return f'<div class="notice"><p><b>{escape(title)}</b> {escape(text)}</p>{_list(ways)}</div>'
        case b.Button(label, page, state):
            return f'<p class="back">{_link(address(page, state), label)}</p>'
        case b.Download() | b.Poll():
            return ""


def _list(items: Iterable[str]) -> str:
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{listed}</ul>" if listed else ""


def _table(table: b.Table) -> str:
    cells = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    head = f"<thead><tr>{cells}</tr></thead>" if cells else ""
    first = "td" if table.columns else 'th scope="row"'
    rows = "".join(_row(row, first) for row in table.rows)
    return f'<table aria-label="{escape(table.alt)}">{head}<tbody>{rows}</tbody></table>'


def _row(row: tuple[Inline, ...], first: str) -> str:
    head, *rest = map(inline, row)
    cells = "".join(f"<td>{cell}</td>" for cell in rest)
    return f"<tr><{first}>{head}</{first.partition(' ')[0]}>{cells}</tr>"


def _figure(figure: b.Figure) -> str:
    caption = f"<p><small>{inline(figure.caption)}</small></p>" if figure.caption else ""
    words = (b.Bullets(figure.picture.rows),) if figure.words is None else figure.words
    folded = html((b.Fold(figure.label, words),)) if words else ""
    return f"<figure><p><b>{escape(figure.picture.title)}</b></p>{caption}</figure>{folded}"


def _pair(pair: tuple[tuple[str, int], ...]) -> str:
    """Groups of 100 dots side by side, filled for those who had the event."""
    boxes = "".join(
        f'<div>{escape(name)}<div class="people" aria-hidden="true">{_people(number)}</div></div>'
        for name, number in pair
    )
    return f'<div class="pair">{boxes}</div>' if pair else ""


def _people(number: int) -> str:
    return '<i class="on"></i>' * number + "<i></i>" * (100 - number)


def _filters(filters: b.Filters) -> str:
    chips = " · ".join(_link(address(filters.page, chip.without), f"{chip.words} ✕") for chip in filters.chips)
    on = f"<p><b>On now</b> {chips}</p>" if chips else ""
    ways = "".join(_ways(filters.page, each) for each in filters.fields if each.key == filters.page.key)
    return ways + on + (f"<p>{inline(filters.count)}</p>" if filters.count else "")


def _ways(page: SitePage, field: b.Field) -> str:
    """A list to choose from as links, open while nothing is chosen."""
    names = zip(field.options, field.names or field.options, strict=True)
    links = _list(_link(page.address(option), name) for option, name in names)
    is_open = "" if field.chosen else " open"
    return f"<details{is_open}><summary>{escape(field.label)}</summary>{links}</details>"
