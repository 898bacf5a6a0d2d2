"""Harms in ketamine and comparison groups, on the safety page: every one once, filtered, the widest gaps drawn."""

from collections.abc import Iterator

import pytest

from explainer.charts.harms import MOST_DRAWN
from explainer.content import Content
from explainer.content.trials import ROUTES, TrialResult
from explainer.evidence.findings import finding_of
from explainer.evidence.hundred import hundred
from explainer.site import SAFETY
from explainer.views import blocks as b
from explainer.views.view import View
from explainer.words.forest import BLINDING
from tests.views.seen import every, seen


def harms(content: Content) -> list[TrialResult]:
    rows = (row for row in content.results if row.outcome_role == "harm" and row.comparator_kind != "none")
    return [row for row in rows if hundred(finding_of(content, row))]


def table(shown: View) -> b.Table:
    (fold,) = [fold for fold in every(shown, b.Fold) if fold.key == "harms-table"]
    (made,) = [block for block in fold.blocks if isinstance(block, b.Table)]
    return made


def drawn(shown: View) -> Iterator[dict[str, object]]:
    (figure,) = [figure for figure in every(shown, b.Figure) if figure.key == "harms-in-trials"]
    (records,) = figure.picture.spec()["datasets"].values()
    return iter(records)


def test_every_harm_with_a_share_in_both_groups_has_a_line_of_its_own(site_content: Content) -> None:
    rows = table(seen(site_content, SAFETY)).rows
    assert len(rows) == len(harms(site_content)) == len({str(row[0]) for row in rows})


def test_the_picture_has_the_widest_gaps(site_content: Content) -> None:
    records = list(drawn(seen(site_content, SAFETY)))
    gaps = [abs(int(str(each["drug"])) - int(str(each["control"]))) for each in records]
    pictures = [hundred(finding_of(site_content, row)) for row in harms(site_content)]
    widest = sorted((abs(made.with_ketamine - made.without) for made in pictures if made), reverse=True)[:MOST_DRAWN]
    assert len({each["effect"] for each in records}) == MOST_DRAWN
    assert sorted(gaps[::2], reverse=True) == widest


@pytest.mark.parametrize("key", ["harm", "setting", "by", "against", "dosed"])
def test_each_filter_keeps_what_it_names(site_content: Content, key: str) -> None:
    row = harms(site_content)[0]
    value = {
        "harm": site_content.families[row.family].label,
        "setting": site_content.conditions[row.condition].name,
        "by": ROUTES[row.route],
        "against": BLINDING[row.comparator_kind],
        "dosed": row.dose or "not known",
    }[key]
    kept = [
        other
        for other in harms(site_content)
        if {
            "harm": other.family == row.family,
            "setting": other.condition == row.condition,
            "by": other.route == row.route,
            "against": other.comparator_kind == row.comparator_kind,
            "dosed": other.dose == row.dose,
        }[key]
    ]
    assert len(table(seen(site_content, SAFETY, **{key: value})).rows) == len(kept) > 0


def test_filters_that_leave_nothing_say_which_to_take_away(site_content: Content) -> None:
    shown = seen(site_content, SAFETY, harm="Dizziness", setting="Acute pain in emergencies")
    (loosen,) = every(shown, b.Loosen)
    assert {each.key for each, *_ in loosen.gains} == {"harm", "setting"}
