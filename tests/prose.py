"""Reads every text of ``data/`` as proselint does, and by our own rules: ``python -m tests.prose``, part of make check.

Our rules are pairs of words and what this site says instead; where they come from is in ``docs/adding.md``.
"""

import re
import sys
from collections.abc import Iterator, Mapping

from proselint.checks import __register__
from proselint.config import DEFAULT
from proselint.registry import CheckRegistry
from proselint.tools import LintFile

from explainer.content import content
from explainer.content.faults import Fault
from explainer.content.load import TABLES, TEXTS, read_table, read_texts
from explainer.content.texts import texts
from explainer.settings import data_dir

NOT_FOR_US = (
    "lexical_illusions",  # telephone numbers: 13 11 14
    "weasel_words",  # "very uncertain" is a fixed phrase of reviews
    "typography",  # signs are as the sources print them: (R)-ketamine
    "spelling.consistency",  # names keep their own spelling: National Center for PTSD
    "cliches",  # a pain in the mouth is meant as it is said
    "restricted",
)
"""Groups of proselint's checks that are not run, each with what it would find here."""

OURS: Mapping[str, str] = {
    r"\bprimary (outcome|endpoint)s?\b": "main outcome",
    r"\bco-primary\b": "one of two main outcomes",
    r"\bcontrol (arm|group)s?\b": "comparison group",
    r"\b(study|trial) participants\b": "people",
    r"\bsubjects\b": "people",
    r"\balcoholics?\b": "people with alcohol use disorder",
    r"\baddicts?\b": "people who are addicted",
    r"\bin order to\b": "to",
    r"\bprior to\b": "before",
    r"\butili[sz]e": "use",
    r"\bcommence": "begin",
    r"\bheld against\b": "compared with",
    r"\bno say in\b": "not counted in",
    r"\bspeaks? for another\b": "applies to another",
    r"\bat least so many\b": "the smallest number",
    r"\bWords explained\b": "Glossary for this page",
    r"\bno effect\b(?! size)": "no difference shown",
}
"""What this site does not say, as a regular expression, and what it says instead."""
ALLOWED = ("“no effect”", '"no effect"', "same as no effect")
"""Phrases in which words of ``OURS`` are quoted to explain them."""


def faults(text: str) -> Iterator[str]:
    """What is wrong with a text: the words, and what to say instead."""
    for result in LintFile("text", text).lint(DEFAULT) if text.strip() else ():
        check = result.check_result
        first, last = check.span
        words = text[max(0, first - 1) : last - 1]
        if not check.check_path.startswith(NOT_FOR_US) and not set(words) & set("{}|"):
            yield f"{words!r}: {check.message}"
    plain = text
    for phrase in ALLOWED:
        plain = plain.replace(phrase, "")
    for words, better in OURS.items():
        for match in re.finditer(words, plain, re.IGNORECASE):
            yield f"{match[0]!r}: say {better!r}"


def all_faults() -> Iterator[Fault]:
    """A fault for each place in ``data/``; figures stand in the texts as readers see them."""
    CheckRegistry().register_many(__register__)
    site, read = content(), []
    for name, model in TABLES.items():
        for number, record in enumerate(read_table(data_dir() / f"{name}.csv", model, read), start=2):
            for key, text in texts(record):
                for what in faults(text):
                    yield Fault(f"data/{name}.csv", number, key, what, str(getattr(record, "id", "")))
    for folder, model in TEXTS.items():
        for record in read_texts(data_dir() / folder, model, read):
            for key, text in texts(record):
                for what in faults(text):
                    yield Fault(f"data/{folder}/{record.id}.toml", 0, key, what)
    assert site and not read


def main() -> int:
    """Print every fault; 1 if there is any."""
    found = list(all_faults())
    for fault in found:
        print(fault)
    print(f"{len(found)} places in data/ to reword." if found else "The prose of data/ is as we write.")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
