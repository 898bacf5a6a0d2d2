"""When the app starts in a reader's browser: soon after the first words, or when a reader reaches for it."""

from typing import Literal

AppMode = Literal["soon", "reach"]


def app_mode() -> AppMode:
    """How a page that is sent now starts its app."""
    return "soon"
