"""Prose may hold no figure of its own, and everything it points at must be there."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from explainer.content import ContentError, load
from explainer.settings import data_dir
from explainer.site import PAGES
from tests.content.spoil import replace

SAME_ID = 'id = "ptsd"\n'


@pytest.fixture(scope="module")
def whole_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(data_dir(), tmp_path_factory.mktemp("links") / "data"))


@pytest.fixture
def folder(whole_copy: Path) -> Iterator[Path]:
    """One copy for all tests here; the text files are put back after each."""
    texts = {path: path.read_bytes() for path in whole_copy.rglob("*.toml")}
    yield whole_copy
    for path, text in texts.items():
        path.write_bytes(text)


PROSE = {
    "a row that is not there": ("{nobody-2013/response|n}", "{nobody-2013/response|n} points at no filled figure"),
    "a column that is not there": (
        "{feder-2021/response-week2|colour}",
        "{feder-2021/response-week2|colour} points at no filled figure",
    ),
    "an empty cell": (
        "{feder-2021/response-week2|standard_error}",
        "{feder-2021/response-week2|standard_error} points at no filled figure",
    ),
    "a place of a list that is not there": (
        "{bellolio-2016-laryngospasm-ketamine|apnoea.9}",
        "{bellolio-2016-laryngospasm-ketamine|apnoea.9} points at no filled figure",
    ),
    "a whole list": (
        "{bellolio-2016-laryngospasm-ketamine|apnoea}",
        "{bellolio-2016-laryngospasm-ketamine|apnoea} points at no filled figure",
    ),
    "a typed figure": (
        "in 12 people",
        "'12' is a typed figure: put {field} of this row or {row-id|field} of another in its place",
    ),
    "a figure typed with a unit": (
        "by 4.5%.",
        "'4.5%.' is a typed figure: put {field} of this row or {row-id|field} of another in its place",
    ),
    "a half placeholder": ("{feder-2021", "has a curly bracket that is no placeholder {field} or {row-id|field}"),
}


@pytest.mark.parametrize(("words", "said"), PROSE.values(), ids=PROSE.keys())
@pytest.mark.parametrize(
    ("file", "key", "old"),
    [
        ("conditions/ptsd.toml", "summary", 'summary = """\n'),
        ("mechanisms/ampa.toml", "summary", 'summary = """\n'),
        ("faq/is-it-safe.toml", "answer", 'answer = """\n'),
        ("pages/faq.toml", "lead", 'lead = """\n'),
    ],
    ids=["condition", "mechanism", "answer", "page"],
)
def test_prose_that_points_nowhere_or_types_a_figure_is_refused(
    folder: Path, file: str, key: str, old: str, words: str, said: str
) -> None:
    replace(folder, file, old, f"{old}{words}\n")
    expected = [f"data/{file}, {key}: {said}"]
    if "{feder-2021" == words:  # its digits are typed ones too
        what = "put {field} of this row or {row-id|field} of another in its place"
        expected.append(f"data/{file}, {key}: '{words}' is a typed figure: {what}")
    assert sorted(faults_of(folder)) == sorted(expected)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("conditions/ptsd.toml", 'related = ["', 'related = ["gout", "', "related: 'gout' is not a condition"),
        ("conditions/ptsd.toml", 'faq = ["', 'faq = ["why", "', "faq: 'why' is not a question"),
        ("conditions/ptsd.toml", 'safety = [\n', 'safety = [\n"gone",', "safety: 'gone' is not a row of any table"),
        (
            "conditions/ptsd.toml", 'key_results = [\n', 'key_results = ["gone",',
            "key_results: 'gone' is not a row of any table",
        ),
        (
            "conditions/ptsd.toml", 'id = "nmda-block"', 'id = "magic"',
            "mechanisms.magic.id: 'magic' is not a mechanism",
        ),
        (
            "conditions/ptsd.toml", 'rows = ["mech-nmda-block"]', 'rows = ["gone"]',
            "mechanisms.nmda-block.rows: 'gone' is not a row of any table",
        ),
        (
            "conditions/ptsd.toml", SAME_ID, f'{SAME_ID}review_row = "mech-nmda-block"\n',
            "review_row: 'mech-nmda-block' has no figure 'participants'",
        ),
        ("mechanisms/ampa.toml", 'rows = ["mech-ampa"', 'rows = ["gone"', "rows: 'gone' is not a row of any table"),
        ("faq/is-it-safe.toml", 'rows = [\n', 'rows = ["gone",\n', "rows: 'gone' is not a row of any table"),
        ("faq/is-it-safe.toml", 'conditions = ["', 'conditions = ["gout", "', "conditions: 'gout' is not a condition"),
    ],
)  # fmt: skip
def test_a_text_that_points_at_something_missing_is_refused(
    folder: Path, file: str, old: str, new: str, said: str
) -> None:
    replace(folder, file, old, new)
    assert f"data/{file}, {said}" in faults_of(folder)


def test_a_condition_named_unlike_its_reading_is_refused(folder: Path) -> None:
    replace(folder, "conditions/ocd.toml", 'name = "Obsessive-compulsive disorder"', 'name = "OCD"')
    said = "'OCD' is called 'Obsessive-compulsive disorder' in readings.csv"
    assert faults_of(folder) == [f"data/conditions/ocd.toml, name: {said}"]


@pytest.mark.parametrize("page", ("site", *(page.name for page in PAGES)))
def test_a_page_without_its_words_is_refused(data_copy: Path, page: str) -> None:
    (data_copy / "pages" / f"{page}.toml").unlink()
    assert faults_of(data_copy) == [f"data/pages: '{page}' is not a file in data/pages"]


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load(folder)
    return [str(fault) for fault in caught.value.faults]
