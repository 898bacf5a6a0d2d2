"""Blocks as plain text: what the search looks in, and ``python -m explainer.views.text /conditions?condition=ptsd``."""

from explainer.views import blocks as b
from explainer.views.inline import Inline, plain


def text(blocks: b.Blocks) -> str:
    """All blocks, a line for each piece of text."""
    return "\n".join(line for block in blocks for line in _lines(block))


def _lines(block: b.Block) -> list[str]:
    match block:
        case b.Heading(heading, level):
            return ["", f"{'#' * level} {heading}"]
        case b.Bullets(items):
            return [f"- {_flat(item)}" for item in items]
        case b.Table(columns, rows):
            head = [" | ".join(columns)] if columns else []
            return [*head, *(" | ".join(map(_flat, row)) for row in rows)]
        case b.Fold(label, inner):
            return [f"> {_flat(label)}", *_inside(inner)]
        case b.Group(inner) | b.Crisis(inner) | b.Printed(inner):
            return _inside(inner)
        case b.Folds(folds):
            return _inside(folds)
        case b.Row(groups):
            return _inside(groups)
        case b.Figure(picture, caption=caption, words=words):
            lines = [f"- {row}" for row in picture.rows] if words is None else _inside(words)
            return [f"[picture] {picture.title}", *([_flat(caption)] if caption else []), *lines]
        case b.Dialog(title, inner):
            return ["", f"## {title}", *_inside(inner)]
        case b.Notice(title, words, ways_on):
            return [f"{title}: {words}", *(f"- {_flat(way)}" for way in ways_on)]
        case b.Loosen(title=title, text=words, gains=gains):
            return [f"{title}: {words}", *(f"- Remove “{name}” to see {number}" for _, name, number, _ in gains)]
        case b.Filters(chips=chips, count=count):
            return [*(f"[{chip.words}]" for chip in chips), *([_flat(count)] if count else [])]
        case b.Hundred(text=words, pair=pair):
            return [*([_flat(words)] if words else []), *map(_group, pair)]
        case b.Paragraph(words):
            return [_flat(words)]
        case b.Button() | b.Download() | b.ToCopy() | b.Poll():
            return []


def _inside(blocks: b.Blocks) -> list[str]:
    return [line for block in blocks for line in _lines(block)]


def _flat(words: Inline) -> str:
    return " ".join(plain(words).split())


def _group(group: b.Group100) -> str:
    counted = f" ({group.counted})" if group.counted else ""
    return f"{group.number} of 100 with {group.name}{counted}"


if __name__ == "__main__":  # ``say`` does the work: it knows all views, this module none
    import sys

    from explainer.views.say import main

    sys.exit(main(sys.argv[1:]))
