"""Reports of trials: each trial in each condition that it has results for, and the result that speaks for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from explainer.content import Content
from explainer.content.trials import TrialResult
from explainer.site import TRIALS
from explainer.words.sentences import source_name


@dataclass(frozen=True)
class Report:
    """One trial in one condition."""

    title: str
    """``Feder et al. 2021: post-traumatic stress disorder``."""
    year: int | None
    """When it was reported."""
    main: TrialResult
    """Its main outcome, or the first of its results."""
    results: tuple[TrialResult, ...]

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        """The query that opens its main result on the page of trials."""
        return ((TRIALS.key, self.main.condition), ("outcome", self.main.family), ("row", self.main.id))


def reports(content: Content) -> Iterator[Report]:
    """All reports, in the order of the table."""
    results: dict[tuple[str, str], list[TrialResult]] = {}
    for row in content.results:
        results.setdefault((row.trial, row.condition), []).append(row)
    for (_, condition), rows in results.items():
        main = next((row for row in rows if row.is_primary), rows[0])
        source = content.sources[main.source]
        name = content.conditions[condition].name
        title = f"{source_name(source)}: {name[0].lower()}{name[1:]}"
        yield Report(title, source.year, main, tuple(rows))
