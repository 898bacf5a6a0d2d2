"""No rule of the program knows a record by its id: whoever renames a row in ``data/`` changes nothing but its name."""

import ast
from collections.abc import Iterator
from pathlib import Path

from explainer.content import Content
from explainer.settings import ROOT

VALUE = "a value that a column may have"
FIELD = "the name of a field or of a column"
WORDS_THAT_ARE_IDS_TOO: dict[str, str] = {
    **dict.fromkeys(
        ("active-placebo", "approved", "arketamine", "bioavailability", "bladder", "breathing", "controlled",
         "dissociation", "driving", "esketamine", "half-life", "headache", "meta-analysis", "observational",
         "open-label", "placebo", "pregnancy", "rct", "sedation"),
        VALUE,
    ),
    **dict.fromkeys(("blinding", "comparator", "label", "reading"), FIELD),
    "how-long": "the anchor of a part of the page of trials",
    "more-": "how the keys of folds begin",
    "off-": "how the keys of buttons begin",
}  # fmt: skip
"""Literals of the program that happen to be the id of a record, or to begin one, with what they are there."""
SHORTEST_BEGINNING = 4


def ids(content: Content) -> set[str]:
    """The id of every record that has one."""
    named = (
        content.trials,
        content.sources,
        content.conditions,
        content.mechanisms,
        content.faq,
        content.glossary,
        content.eras,
    )
    return {*content.rows, *(claim.id for claim in content.claims), *(key for each in named for key in each)}


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Every string of a module with its line, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, documented) and _has_doc(node)}  # type: ignore[attr-defined]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def _has_doc(node: ast.AST) -> bool:
    body = getattr(node, "body", [])
    return bool(body) and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)


def test_no_string_of_the_program_is_an_id_or_the_beginning_of_ids(site_content: Content) -> None:
    known = ids(site_content)
    begun = {
        key[:end]
        for key in known
        for end in range(SHORTEST_BEGINNING, len(key))
        if "-" in key[:end] or "/" in key[:end]
    }
    found = [
        f"{path.relative_to(ROOT)}:{line} {text!r}"
        for folder in ("explainer", "pages")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line, text in literals(path)
        if (text in known or text in begun) and text not in WORDS_THAT_ARE_IDS_TOO
    ]
    assert found == []


def test_every_exception_is_still_needed(site_content: Content) -> None:
    used = {
        text
        for folder in ("explainer", "pages")
        for path in (ROOT / folder).rglob("*.py")
        for _, text in literals(path)
    }
    assert set(WORDS_THAT_ARE_IDS_TOO) <= used
