"""Benefits and harms of the same trials."""

import pytest

from explainer.content import content
from explainer.evidence.same_trials import balances, harms_known


def test_a_trial_of_the_spray_has_its_benefits_and_its_harms() -> None:
    by_trial = {balance.trial: balance for balance in balances(content(), "treatment-resistant-depression")}
    balance = by_trial["popova-2019"]
    harms = {finding.id: finding.arms.of_100 for finding in balance.harms}
    assert set(harms) > {"popova-2019/harm-dissociation", "popova-2019/harm-nausea"}
    assert all(shares is not None for shares in harms.values())
    assert all(finding.row.outcome_role == "benefit" for finding in balance.benefits)


def test_a_trial_without_harms_in_both_groups_is_left_out_and_counted() -> None:
    for condition in content().conditions:
        known, counted = harms_known(content(), condition)
        assert 0 <= known <= counted
        assert all(balance.harms for balance in balances(content(), condition))
    known, counted = harms_known(content(), "treatment-resistant-depression")
    assert 0 < known < counted


@pytest.mark.parametrize("rare", ["death", "suicide attempt"])
def test_rare_events_are_never_shown_as_a_share(rare: str) -> None:
    rows = [row for row in content().results if row.outcome_role == "harm" and rare in row.outcome]
    assert rows
    assert not any(row.safe_for_icons for row in rows)
