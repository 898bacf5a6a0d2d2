"""What was read in a retracted paper leaves every list that is counted, pooled or read.

A text may go on citing it: the row stays in ``Content.rows``, and the name of its source is marked. The tables are
checked before this, so that nobody needs to take rows out of them when a paper is retracted.
"""

from dataclasses import replace
from typing import TypeVar

from explainer.content.model import Content, Row
from explainer.content.trials import MainOutcome, PooledResult, TrialResult

R = TypeVar("R", bound=Row)


def without_retracted(content: Content) -> Content:
    """Leave out of the tables of findings whatever rests on a retracted paper; ``rows`` keeps it.

    Events, trials to watch, and costs and crisis lines (``access``) stay: they are no findings. A person's reading of a
    condition that loses a result gives way to the rule's, because it was made with that result.
    """
    if not any(source.is_retracted for source in content.sources.values()):
        return content

    def standing(rows: tuple[R, ...]) -> tuple[R, ...]:
        return tuple(row for row in rows if not content.rests_on_retracted(row))

    gone = [row for row in content.rows.values() if content.rests_on_retracted(row)]
    lost = {row.condition for row in gone if isinstance(row, TrialResult | PooledResult)}
    return replace(
        content,
        exceptions={name: each for name, each in content.exceptions.items() if name not in lost},
        results=standing(content.results),
        main_outcomes=tuple(each for each in content.main_outcomes if not _is_retracted(content, each)),
        pooled=standing(content.pooled),
        approvals=standing(content.approvals),
        adverse_effects=standing(content.adverse_effects),
        mechanism_facts=standing(content.mechanism_facts),
        pharmacology=standing(content.pharmacology),
        interactions=standing(content.interactions),
        misuse=standing(content.misuse),
        durations=standing(content.durations),
        guidelines=standing(content.guidelines),
        other_uses=standing(content.other_uses),
    )


def _is_retracted(content: Content, outcome: MainOutcome) -> bool:
    """Whether the paper of a trial, or the one that reports its main outcome, has been retracted."""
    of_trial = (row for row in content.results if (row.trial, row.condition) == (outcome.trial, outcome.condition))
    papers = {content.trials[outcome.trial].source, *(row.source for row in of_trial if row.is_primary)}
    return any(content.sources[paper].is_retracted for paper in papers)
