import tomllib

import pytest

from explainer.charts.style import COLOURS, INK
from explainer.content import Content
from explainer.settings import ROOT


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def background(theme: str) -> str:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    return str(config["theme"][theme]["backgroundColor"])


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("colour", COLOURS)
def test_marks_can_be_seen_on_the_light_and_the_dark_page(colour: str, theme: str) -> None:
    assert contrast(COLOURS[colour], background(theme)) >= 3


@pytest.mark.parametrize("name", ["light", "dark"])
def test_words_in_a_picture_can_be_read(name: str) -> None:
    assert contrast(theme(name)["textColor"], background(name)) >= 7  # on a page a picture has the ink of the text


def test_words_in_a_saved_picture_can_be_read() -> None:
    assert contrast(INK, "#ffffff") >= 7


def test_no_two_readings_share_a_colour_or_a_shape(site_content: Content) -> None:
    steps = list(site_content.scale.values())
    for looks in ({step.colour for step in steps}, {step.shape for step in steps}):
        assert len(looks) == len(steps)
    assert len({step.symbol for step in steps}) == len(steps)


WORDS = ("blue", "green", "orange", "violet", "red", "gray")


def theme(name: str) -> dict[str, str]:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    return dict(config["theme"][name])


@pytest.mark.parametrize("name", ["light", "dark"])
def test_coloured_words_links_and_captions_can_be_read(name: str) -> None:
    colours = theme(name)
    for word in (*(f"{colour}TextColor" for colour in WORDS), "linkColor"):
        assert contrast(colours[word], colours["backgroundColor"]) >= 4.5, word
    text, page = colours["textColor"], colours["backgroundColor"]
    caption = "#" + "".join(
        f"{round(0.6 * int(text[at : at + 2], 16) + 0.4 * int(page[at : at + 2], 16)):02x}" for at in (1, 3, 5)
    )
    assert contrast(caption, page) >= 4.5  # Streamlit draws captions at 60 %
