"""Names of elements are typed in one place: scripts, styles, tests and benchmarks take them from there."""

import json
import re
from pathlib import Path

import pytest

from explainer.settings import ROOT
from explainer.site import PAGES
from explainer.web.streamlit_page.first import SCRIPT as SENT
from explainer.web.streamlit_page.first import SCRIPTS
from explainer.web.streamlit_page.hooks import HOOKS, JSON_ID, STAYS, TEST_IDS, hooks_json, style
from explainer.web.streamlit_page.shell import START_ID

HOME = ROOT / "explainer" / "web" / "streamlit_page"
SCRIPT = "\n".join((HOME / name).read_text() for name in SCRIPTS)
TYPED = re.compile(
    r"""data-testid|data-test-|\bst-key-|get_by_test_id\(["']|["'`.=](?:""" + "|".join(TEST_IDS.values()) + r")\b"
)
STAYS_NAME = "stays"
"""What the script calls the queries of links that change something where the reader is."""
OF_OUR_OWN = ("tests/web/streamlit_page/", "tests/web/test_streamlit_contract.py")


def test_the_script_reads_the_names_where_the_page_has_them() -> None:
    assert f'getElementById("{JSON_ID}")' in SCRIPT and f'getElementById("{START_ID}")' in SCRIPT
    [(name, data)] = re.findall(r'<script type="application/json" id="([^"]+)">(.*)</script>', hooks_json())
    assert (name, json.loads(data)) == (JSON_ID, HOOKS | {STAYS_NAME: list(STAYS)})


def test_the_script_asks_for_no_name_that_is_not_there_and_types_none() -> None:
    code = re.sub(r"//.*|/\*[\s\S]*?\*/", "", SCRIPT)
    assert set(re.findall(r"hooks\.(\w+)", code)) - {*HOOKS, STAYS_NAME} == set()
    assert TYPED.search(code) is None, "take it from hooks.py"


def test_all_modules_of_the_script_are_sent_as_one() -> None:
    assert {file.name for file in HOME.glob("*.js")} == set(SCRIPTS)
    assert not re.search(r"^(import|export) ", SENT, re.MULTILINE)
    for name in re.findall(r"^export (?:class|function|const) (\w+)", SCRIPT, re.MULTILINE):
        assert len(re.findall(rf"^(?:class|function|const) {name}\b", SENT, re.MULTILINE)) == 1, name


def test_the_queries_that_keep_the_page_in_its_place_are_queries_of_the_site() -> None:
    known = {query for page in PAGES for query in (page.key, *page.queries)}
    assert set(STAYS) - known == set()


def test_a_style_sheet_gets_its_names() -> None:
    assert style("$root.$building{}") == "<style>#root.building{}</style>"
    with pytest.raises(KeyError):
        style(".$nothing{}")


def files() -> list[Path]:
    folders = ("explainer", "pages", "benchmarks", "tests")
    every = [file for folder in folders for kind in ("*.py", "*.css", "*.js") for file in (ROOT / folder).rglob(kind)]
    return [
        file for file in every if HOME not in file.parents and not str(file.relative_to(ROOT)).startswith(OF_OUR_OWN)
    ]


def test_no_other_file_types_a_name_of_streamlits_elements() -> None:
    typed = {
        f"{file.relative_to(ROOT)}: {found[0]}"
        for file in files()
        if (found := TYPED.search(file.read_text())) is not None
    }
    assert typed == set(), "take it from explainer/web/streamlit_page/hooks.py"


def test_no_style_sheet_types_the_class_of_the_first_html() -> None:
    for file in files():
        if file.suffix == ".css":
            assert not re.search(r"(?<![$\w])\.first\b", file.read_text()), file
