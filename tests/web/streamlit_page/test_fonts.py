"""The icon font keeps the icons that can be shown, no page of ours names others, and the text font is empty."""

import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from explainer.settings import ROOT
from explainer.web.streamlit_page.build import static_root
from explainer.web.streamlit_page.fonts import TEXT_FONTS, _ligatures, icon_names, slim_fonts
from explainer.web.streamlit_page.preload import icon_font


@pytest.mark.slow
def test_the_font_keeps_what_is_named_and_little_else(tmp_path: Path) -> None:
    file = tmp_path / Path(icon_font()).name
    shutil.copy(static_root() / icon_font(), file)
    before = file.stat().st_size
    slim_fonts(tmp_path, {"search", "keyboard_arrow_right"})
    assert set(_ligatures(TTFont(file))) == {"search", "keyboard_arrow_right"}
    assert file.stat().st_size < before / 10


@pytest.mark.slow
def test_the_text_font_that_nobody_sees_is_left_with_nothing(tmp_path: Path) -> None:
    files = list(static_root().glob(TEXT_FONTS))
    assert files
    for file in files:
        copy = Path(shutil.copy(file, tmp_path))
        slim_fonts(tmp_path, set())
        assert set(TTFont(copy).getBestCmap()) == {ord(" ")}
        assert copy.stat().st_size < 2_000


def test_streamlit_names_the_icons_it_shows_in_its_own_frame() -> None:
    names = icon_names(static_root().parent)
    font = TTFont(static_root() / icon_font())
    shown = {"search", "keyboard_arrow_right", "keyboard_double_arrow_right", "menu"}
    assert shown <= names & set(_ligatures(font))


def test_our_pages_name_no_icon_that_the_font_may_lack() -> None:
    named = icon_names(static_root().parent)
    ours = icon_names(ROOT / "pages") | icon_names(ROOT / "explainer")
    assert ours - named == set()


def test_a_font_that_cannot_be_read_stays_as_it_is(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "MaterialSymbols-Rounded.woff2"
    file.write_bytes(b"no font")
    slim_fonts(tmp_path, {"search"})
    assert file.read_bytes() == b"no font"
    assert "stays as large as it is" in caplog.text
