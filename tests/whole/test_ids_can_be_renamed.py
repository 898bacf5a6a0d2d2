"""Whoever renames a record in all files of ``data/`` finds the site saying the same as before."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from explainer.content import Content, load
from explainer.views.text import text
from tests.whole.contracts import every_view
from tests.whole.test_ids_are_data import WORDS_THAT_ARE_IDS_TOO


def some_ids(content: Content) -> set[str]:
    """Ids of records of every kind; but of words, whose ids are English."""
    named = (content.trials, content.sources, content.conditions, content.mechanisms, content.faq)
    facts = {row.id for row in content.facts()}
    claims = {claim.id for claim in content.claims}
    reviews = {row.id for row in content.pooled if "/" not in row.id}
    kinds: list[Collection[str]] = [*named, facts, claims, reviews]
    return {name for kind in kinds for name in sorted(filter(_is_no_word, kind))[::5]}


def _is_no_word(name: str) -> bool:
    return "-" in name and name not in WORDS_THAT_ARE_IDS_TOO


def rename(folder: Path, names: Mapping[str, str]) -> None:
    """Rename ids wherever they stand as words of their own, and the files that carry them as their names."""
    every = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    whole = re.compile(rf"(?<![\w.-])(?:{every})(?![\w-]|\.\w)")
    for path in (*folder.rglob("*.csv"), *folder.rglob("*.toml")):
        path.write_text(whole.sub(lambda match: names[match[0]], path.read_text(encoding="utf-8")), encoding="utf-8")
        if path.stem in names and path.parent != folder:
            path.rename(path.with_stem(names[path.stem]))


def said(content: Content) -> Iterator[str]:
    """What every address says, in an order that does not depend on ids."""
    yield from sorted(text(shown.blocks) for _, shown in every_view(content))


def test_renamed_records_are_said_as_before(site_content: Content, data_copy: Path) -> None:
    names = {old: f"{old}-renamed" for old in some_ids(site_content)}
    rename(data_copy, names)
    assert [line.replace("-renamed", "") for line in said(load(data_copy))] == list(said(site_content))
