"""Texts of blocks as Streamlit's Markdown, with every character of a table's text made harmless."""

import re

from explainer.views.inline import Bold, Break, Drawing, Inline, Italic, Link, Mark, Outside, Small

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#$~|])")
_EMOJI_NAME = re.compile(r":([\w+-]+)(?=:)")


def escaped(text: str) -> str:
    """Escape what Streamlit would read as markup: special characters, emoji names and icons."""
    signs = _SPECIAL.sub(r"\\\1", text).replace(":material/", ":\u200bmaterial/")
    return _EMOJI_NAME.sub(r":\1\\", signs)


def markdown(text: Inline) -> str:
    """A text of a block as Markdown on one line."""
    match text:
        case str():
            return escaped(text)
        case tuple():
            return "".join(map(markdown, text))
        case Bold(inner):
            return f"**{markdown(inner)}**"
        case Italic(inner):
            return f"*{markdown(inner)}*"
        case Small(inner):
            return f":small[{markdown(inner)}]"
        case Mark(symbol, colour):
            return f":{colour}[{symbol}]"
        case Drawing():
            return ""
        case Break():
            return "  \n"
        case Link(inner, address, hint):
            title = f' "{escaped(hint).replace(chr(34), "&quot;")}"' if hint else ""
            return f"[{markdown(inner)}]({address}{title})"
        case Outside(inner, url):
            return f"[{markdown(inner)}]({url})"


def listed(items: tuple[Inline, ...]) -> str:
    """A Markdown list; a line break inside an item stays inside it."""
    return "\n".join(f"- {markdown(item)}".replace("  \n", "  \n  ") for item in items)
