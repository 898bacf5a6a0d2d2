"""All that the site may say, as one frozen object."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from explainer.content import facts as f
from explainer.content.figures import figure
from explainer.content.prose import Answer, Condition, Mechanism, Page
from explainer.content.reference import (
    BodyFigure,
    Change,
    Claim,
    Duplicate,
    Era,
    MechanismStep,
    OtherQuestion,
    OutcomeFamily,
    Reading,
    ReadingException,
    ReadingStep,
    SeriesPoint,
    SheetQuestion,
    Source,
    Term,
)
from explainer.content.trials import MainOutcome, PooledResult, Trial, TrialResult

Row = TrialResult | PooledResult | f.Fact


@dataclass(frozen=True, eq=False, repr=False)
class Content:
    """Everything the site may say. Tuples keep the order of the files; mappings are by id.

    Two contents are equal only if they are the same object, so functions of a content can use ``lru_cache``.
    """

    trials: Mapping[str, Trial]
    results: tuple[TrialResult, ...]
    """Results of trials that may be shown."""
    main_outcomes: tuple[MainOutcome, ...]
    pooled: tuple[PooledResult, ...]
    """Pooled results that may be shown."""
    held: Mapping[str, TrialResult | PooledResult]
    """Results that must not be shown, by id, with the reason in each."""
    sources: Mapping[str, Source]
    claims: tuple[Claim, ...]
    readings: Mapping[str, Reading]
    exceptions: Mapping[str, ReadingException]
    """Conditions whose reading is a person's, not the rule's."""
    scale: Mapping[str, ReadingStep]
    """The steps of the scale of readings, from the surest on."""
    families: Mapping[str, OutcomeFamily]
    other_questions: Mapping[str, OtherQuestion]
    """Results that compare ketamine with ketamine, by the id of their row."""
    steps: tuple[MechanismStep, ...]
    body_figures: tuple[BodyFigure, ...]
    misuse_series: tuple[SeriesPoint, ...]
    sheet_questions: tuple[SheetQuestion, ...]
    duplicates: Mapping[str, Duplicate]
    """Facts that say again what another says, by their id."""
    glossary: Mapping[str, Term]
    changes: tuple[Change, ...]
    """What was done to the tables, the latest first."""
    eras: Mapping[str, Era]
    """The parts of the timeline, by id, the earliest first."""
    events: tuple[f.Event, ...]
    approvals: tuple[f.Approval, ...]
    adverse_effects: tuple[f.AdverseEffect, ...]
    mechanism_facts: tuple[f.MechanismFact, ...]
    pharmacology: tuple[f.Pharmacology, ...]
    interactions: tuple[f.Interaction, ...]
    misuse: tuple[f.Misuse, ...]
    durations: tuple[f.Duration, ...]
    guidelines: tuple[f.Guideline, ...]
    access: tuple[f.Access, ...]
    other_uses: tuple[f.OtherUse, ...]
    """What is known of uses that are not conditions of the site, those of one use together."""
    watch_list: tuple[f.WatchedTrial, ...]
    conditions: Mapping[str, Condition]
    mechanisms: Mapping[str, Mechanism]
    faq: Mapping[str, Answer]
    pages: Mapping[str, Page]
    rows: Mapping[str, Row]
    """Every trial result, pooled result and fact that may be shown, by its id.

    Only here, and nowhere above, are those that rest on a retracted paper: a text may cite them, nothing counts them.
    """

    def rests_on_retracted(self, row: Row) -> bool:
        """Whether a row, or the trial it belongs to, was read in a paper that has been retracted."""
        return any(source.is_retracted for source in self.sources_of(row))

    def sources_of(self, row: Row) -> list[Source]:
        """The source of a row, and that of its trial where it is another."""
        names = [row.source, *([self.trials[row.trial].source] if isinstance(row, TrialResult) else [])]
        return [self.sources[name] for name in dict.fromkeys(names)]

    def facts(self) -> Iterator[f.Fact]:
        """Every fact of every fact table."""
        return (row for row in self.rows.values() if isinstance(row, f.Fact))

    def figure(self, row_id: str, field: str) -> str:
        """A figure of a row as text: :func:`explainer.content.figures.figure`."""
        return figure(self.rows[row_id], field)
