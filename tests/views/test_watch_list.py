"""The watch list: a trial past its end is with the ended ones, and each stands once."""

import pytest

from explainer.content import content
from explainer.content.facts import WatchedTrial
from explainer.views import blocks as b
from explainer.views.inline import plain
from explainer.views.watch_list import ENDED, RUNNING, STOPPED, is_overdue, watch_list


def trial(end: str | None, state: str = "running") -> WatchedTrial:
    return content().watch_list[0].model_copy(update={"planned_end": end, "state": state})


@pytest.mark.parametrize(
    ("end", "overdue"),
    [("2026-10", True), ("2026-11", False), ("2026-11-26", True), ("2026-11-27", False), ("2025", True), (None, False)],
)
def test_a_running_trial_is_overdue_once_its_planned_end_is_past(end: str | None, overdue: bool) -> None:
    assert is_overdue(trial(end), "2026-11-27") is overdue


def test_a_stopped_trial_is_never_overdue() -> None:
    assert not is_overdue(trial("2020", "stopped"), "2026-11-27")


def test_every_trial_stands_once_and_under_a_count_of_its_own() -> None:
    folds = [block for block in watch_list(content()) if isinstance(block, b.Fold)]
    said = "\n".join(plain(line) for fold in folds for block in fold.blocks for line in getattr(block, "items", ()))
    assert [plain(fold.label).rsplit(" (", 1)[0] for fold in folds] == [ENDED, RUNNING, STOPPED]
    for watched in content().watch_list:
        assert said.count(f"{watched.title} (") == 1, watched.id
