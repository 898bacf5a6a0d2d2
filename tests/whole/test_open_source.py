"""Licences, citation, forms, workflows and commands: what a stranger needs to use the project and give to it."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner
from pre_commit.clientlib import load_config
from ruamel.yaml import YAML

from explainer.settings import ROOT
from tests.release import disagreements, uncommitted

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(set((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")) - {GITHUB / "ISSUE_TEMPLATE" / "config.yml"})
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.fixture
def named_files(tmp_path: Path) -> Path:
    """A folder with copies of the files that name the version."""
    for name in ("pyproject.toml", "CITATION.cff", "CHANGELOG.md"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.citation-file-format", [ROOT / "CITATION.cff"]),
        ("vendor.github-issue-forms", FORMS),
        ("vendor.github-issue-config", [GITHUB / "ISSUE_TEMPLATE" / "config.yml"]),
        ("vendor.github-workflows", WORKFLOWS),
        ("custom.github-workflows-require-timeout", WORKFLOWS),
        ("vendor.dependabot", [GITHUB / "dependabot.yml"]),
    ],
)
def test_a_file_for_the_forge_fits_its_published_schema(schema: str, files: list[Path]) -> None:
    checked = CliRunner().invoke(check_jsonschema, ["--builtin-schema", schema, *map(str, files)])
    assert files and checked.exit_code == 0, checked.output


def test_a_citation_without_authors_is_refused(tmp_path: Path) -> None:
    spoilt = tmp_path / "CITATION.cff"
    spoilt.write_text((ROOT / "CITATION.cff").read_text(encoding="utf-8").replace("authors:", "writers:"))
    checked = CliRunner().invoke(check_jsonschema, ["--builtin-schema", "vendor.citation-file-format", str(spoilt)])
    assert checked.exit_code == 1 and "authors" in checked.output


def test_the_licences_in_front_are_those_that_reuse_reads() -> None:
    for front, kept in (("LICENSE", "MIT.txt"), ("LICENSE-CONTENT", "CC-BY-4.0.txt")):
        assert (ROOT / front).read_bytes() == (ROOT / "LICENSES" / kept).read_bytes()


def test_the_version_is_the_same_everywhere() -> None:
    found = [each for each in disagreements(ROOT) if "Unreleased" not in each]
    assert found == []


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("pyproject.toml", '\nversion = "', '\nversion = "9', "CITATION.cff, version: expected 9"),
        ("CITATION.cff", 'date-released: "', 'date-released: "9', "CITATION.cff, date-released"),
        ("CHANGELOG.md", "## Unreleased\n", "## Unreleased\n\n- More.\n", "CHANGELOG.md, Unreleased"),
    ],
)
def test_a_release_is_refused_while_files_disagree(named_files: Path, file: str, old: str, new: str, told: str) -> None:
    path = named_files / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert any(each.startswith(told) for each in disagreements(named_files))


def test_a_release_is_refused_while_something_is_not_committed(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    assert uncommitted(tmp_path) == []
    (tmp_path / "new.csv").touch()
    assert uncommitted(tmp_path) == ["new.csv: not committed"]


def test_make_help_has_one_line_for_each_command() -> None:
    helped = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    listed = re.findall(r"^make (\S+)", helped, re.MULTILINE)
    phony = re.search(r"^\.PHONY:((?:.*\\\n)*.*)", MAKEFILE, re.MULTILINE)
    assert phony and sorted(listed) == sorted(phony[1].replace("\\", "").split())


def test_before_a_commit_runs_what_make_check_runs() -> None:
    hooks = load_config(ROOT / ".pre-commit-config.yaml")["repos"][0]["hooks"]
    assert [hook["entry"] for hook in hooks] == ["make check", "make check-data"]


def test_the_workflow_runs_both_commands_of_the_readme_on_every_python_that_is_promised() -> None:
    job = YAML(typ="safe").load(GITHUB / "workflows" / "tests.yml")["jobs"]["readme"]
    promised = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["classifiers"]
    versions = [each.rpartition(" ")[2] for each in promised if re.search(r":: 3\.\d+$", each)]
    assert job["strategy"]["matrix"]["python"] == versions
    commands = " ".join(step.get("run", "") for step in job["steps"])
    assert "make run" in commands and "make test" in commands


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_may_do_little_and_uses_actions_by_their_commit(file: Path) -> None:
    workflow = YAML(typ="safe").load(file)
    assert workflow["permissions"].pop("issues", "write") == "write" and workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        actions = [step["uses"] for step in job["steps"] if "uses" in step]
        assert actions and all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action) for action in actions)


def test_every_file_that_a_document_for_contributors_names_is_there() -> None:
    for document in ("CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "README.md"):
        links = re.findall(r"\]\(([^):#]+)[^)]*\)", (ROOT / document).read_text(encoding="utf-8"))
        assert links and [link for link in links if not (ROOT / link).exists()] == []


def test_the_row_that_contributing_gives_as_an_example_is_in_the_tables() -> None:
    example = re.search(r"grep -rn '([^']+)' data/", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert example and any(f"\n{example[1]}," in file.read_text(encoding="utf-8") for file in ROOT.glob("data/*.csv"))
