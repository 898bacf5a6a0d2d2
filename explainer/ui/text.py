"""Text on its way into Streamlit's Markdown."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#$~|])")
_EMOJI_NAME = re.compile(r":([\w+-]+)(?=:)")


def plain(text: str) -> str:
    """Text of a table, with every character that Markdown would read as a sign made harmless."""
    signs = _SPECIAL.sub(r"\\\1", text).replace(":material/", ":\u200bmaterial/")
    return _EMOJI_NAME.sub(r":\1\\", signs)


def prose(text: str) -> str:
    """Prose that is Markdown already: only the dollar sign, which would start a formula, is made harmless."""
    return text.replace("$", r"\$")


def bullets(lines: list[str]) -> str:
    """A Markdown list."""
    return "\n".join(f"- {line}" for line in lines)
