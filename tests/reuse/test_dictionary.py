"""docs/data.md lists the tables and columns as the models have them."""

import pytest

from explainer.reuse.dictionary import DOCUMENT, document


def test_the_document_is_not_stale() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert document(text) == text, "run make data-dictionary"


def test_what_is_written_by_hand_stays() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert document(text.replace("## Figures in texts", "## By hand")) == text.replace(
        "## Figures in texts", "## By hand"
    )


def test_without_its_place_nothing_is_written() -> None:
    with pytest.raises(ValueError, match="has no lines"):
        document("# What the tables hold\n")
