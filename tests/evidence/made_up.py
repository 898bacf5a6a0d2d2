"""Trials that the tables do not have, as marks."""

from decimal import Decimal
from typing import Any

from explainer.content.reference import Source
from explainer.content.trials import MainOutcome, Trial, TrialResult
from explainer.evidence.marks import TrialMark, mark_kind

OUTCOMES = (
    ("met", "superiority"),
    ("met", "non-inferiority"),
    ("met", "brain imaging"),
    ("missed", "superiority"),
    ("split", "superiority"),
    ("unknown", "superiority"),
    ("elsewhere", "superiority"),
)
"""Main outcomes and what they are about: each way in which a trial can go."""


def trial_mark(
    name: str,
    people: int | None = 50,
    how: tuple[str, str] = OUTCOMES[0],
    hours: int | None = None,
    **columns: Any,
) -> TrialMark:
    """A trial for PTSD; ``hours`` is when its result was measured, ``columns`` are those of the trial's row."""
    outcome = MainOutcome.model_validate(
        {
            "trial": name,
            "condition": "ptsd",
            "part_of_trial": False,
            "people": people,
            "primary_outcome": how[0],
            "primary_kind": how[1],
        }
    )
    known = {"comparator_kind": "inactive", "blinding": "double", "paid_by": "public"}
    trial = Trial.model_construct(id=name, n_randomised=people, **(known | columns))
    source = Source(id=name, kind="rct", title=name, authors_short=name, year=2020, link="none")
    measured: dict[str, Any] = {"id": f"{name}/score", "timepoint_hours": None if hours is None else Decimal(hours)}
    row = TrialResult.model_construct(**measured)
    return TrialMark(outcome, trial, source, mark_kind(outcome), row)
