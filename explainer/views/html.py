"""Blocks as HTML: the first paint of a page, and the whole page where scripts are off."""

from collections.abc import Iterable, Mapping
from html import escape

from explainer.charts.drawn import linked, svg
from explainer.charts.style import Picture
from explainer.views import blocks as b
from explainer.views.forms import all_at_once, forms
from explainer.views.inline import Bold, Break, Drawing, Inline, Italic, Link, Mark, Outside, Small, address


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
        case Drawing(picture):
            return f'<span class="picture" aria-hidden="true">{_svg(picture)}</span>'
        case Break():
            return "<br>"
        case Link(inner, address, hint):
            return _link(address, inner, hint)
        case Outside(inner, url):
            return _link(url, inner)


def _link(url: str, text: Inline, hint: str = "") -> str:
    title = f' title="{escape(hint)}"' if hint else ""
    return f'<a href="{escape(url)}"{title}>{inline(text)}</a>'


def _block(block: b.Block) -> str:
    match block:
        case b.Heading(text, level, anchor):
            named = f' id="{escape(anchor)}"' if anchor else ""
            return f"<h{level}{named}>{escape(text)}</h{level}>"
        case b.Paragraph(text, note):
            return f'<p class="caption"><small>{inline(text)}</small></p>' if note else f"<p>{inline(text)}</p>"
        case b.Bullets(items):
            return _list(map(inline, items))
        case b.Table():
            return _table(block)
        case b.Fold(label, inner, is_open=is_open):
            return f"<details{' open' if is_open else ''}><summary>{inline(label)}</summary>{html(inner)}</details>"
        case b.Folds(folds):
            return f"{all_at_once(block)}{html(folds)}"
        case b.Group(inner, key, card):
            names = " ".join(name for name in (key, "card" if card else "") if name)
            return f'<div class="{escape(names)}">{html(inner)}</div>' if names else html(inner)
        case b.Row(groups):
            boxes = "".join(f"<div>{html((group,))}</div>" for group in groups)
            return f'<div class="row">{boxes}</div>'
        case b.Figure():
            return _figure(block)
        case b.Hundred():
            return _hundred(block)
        case b.Printed(inner, alt):
            return f'<article class="sheet" aria-label="{escape(alt)}">{html(inner)}</article>'
        case b.Notice(title, text, ways_on):
            more = _list(map(inline, ways_on))
            return f'<div class="notice"><p><b>{escape(title)}</b><br>{escape(text)}</p>{more}</div>'
        case b.Crisis(inner):
            return f'<section class="card crisis">{html(inner)}</section>'
        case b.Dialog(title, inner):
            return f'<section class="card"><h2>{escape(title)}</h2>{html(inner)}</section>'
        case b.Filters():
            return forms(block, inline(block.count))
        case b.Loosen(page, title, text, gains):
            ways = (_link(address(page, state), f"Remove “{name}” to see {number}") for _, name, number, state in gains)
            return f'<div class="notice"><p><b>{escape(title)}</b><br>{escape(text)}</p>{_list(ways)}</div>'
        case b.Button(label, page, state):
            return f'<p class="back">{_link(address(page, state), label)}</p>'
        case b.ToCopy(text):
            return f'<pre class="copy">{escape(text)}</pre>'
        case b.Download():
            return f"<p>{inline(block.line)}</p>"
        case b.Poll(question, label):
            return f'<div data-poll="{escape(question)}" data-label="{escape(label)}"></div>'


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
    caption = f'<p class="caption"><small>{inline(figure.caption)}</small></p>' if figure.caption else ""
    spoken = figure.spoken
    folded = html((b.Fold(figure.label, (*spoken, *figure.files)),) if spoken else figure.files)
    return f"<figure><p><b>{escape(figure.picture.title)}</b></p>{drawn(figure)}{caption}</figure>{folded}"


def drawn(figure: b.Figure) -> str:
    """The picture of a figure, for a wide page and for a phone: the style sheet shows one of them."""
    sizes = ((True, "small"),) if figure.small else ((False, "wide"), (True, "narrow"))
    links = {mark: each.address for mark, each in figure.marks.items()}
    return "".join(
        f'<div class="picture {name}">{_svg(figure.picture, links, figure.chosen, narrow=narrow)}</div>'
        for narrow, name in sizes
    )


def _svg(picture: Picture, links: Mapping[str, str] | None = None, chosen: str = "", *, narrow: bool = False) -> str:
    """The picture with the addresses of its marks; it is a group of links, or an image."""
    role = "group" if links else "img"
    named = f'<svg role="{role}" aria-label="{escape(picture.alt)}"'
    return linked(svg(picture, narrow=narrow), links or {}, chosen).replace("<svg", named, 1)


def _hundred(block: b.Hundred) -> str:
    """Groups of 100 dots side by side, filled for those who had the event, and how many they are."""
    text = f"<p>{escape(block.text)}</p>" if block.text else ""
    boxes = "".join(
        f'<div><div class="people {block.colour}" aria-hidden="true">{_people(group.number)}</div>'
        f"<b>{group.number}</b> of 100 with {escape(group.name)}<br><small>{escape(group.counted)}</small></div>"
        for group in block.pair
    )
    return f'{text}<div class="pair">{boxes}</div>'


def _people(number: int) -> str:
    return '<i class="on"></i>' * number + "<i></i>" * (100 - number)
