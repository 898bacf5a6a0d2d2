"""The contracts hold for the real tables, for tables with one more of everything, and without any one condition."""

from dataclasses import replace
from typing import Any

import pytest

from explainer.content import Content, content
from explainer.content.dates import year_of
from explainer.content.prose import Condition
from tests.whole.contracts import broken_eras, check_contracts, every_view

CONDITIONS, ERAS = list(content().conditions), list(content().eras)


def test_every_page_can_be_said_and_every_link_leads_somewhere(site_content: Content) -> None:
    check_contracts(site_content)


def test_every_address_is_said_once(site_content: Content) -> None:
    said = [address for address, _ in every_view(site_content)]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("gone", CONDITIONS)
def test_the_site_stands_without_any_one_condition(site_content: Content, gone: str) -> None:
    check_contracts(without(site_content, gone), leave_out=("source", "term", "event"))


@pytest.mark.parametrize("gone", ERAS)
def test_years_without_an_era_are_named(site_content: Content, gone: str) -> None:
    eras = {key: era for key, era in site_content.eras.items() if key != gone}
    lost = [event.id for event in site_content.events if event.date and _is_in(site_content, gone, event.date)]
    broken = list(broken_eras(replace(site_content, eras=eras)))
    assert lost
    assert all(f"data/timeline.csv: {event} is not in exactly one era" in broken for event in lost)


def _is_in(whole: Content, era: str, date: str) -> bool:
    return whole.eras[era].holds(year_of(date))


@pytest.mark.parametrize("longer", ERAS[:-1])
def test_a_year_in_two_eras_is_named(site_content: Content, longer: str) -> None:
    last = site_content.eras[longer].last or 0
    era = site_content.eras[longer].model_copy(update={"last": last + 1})
    after = ERAS[ERAS.index(longer) + 1]
    broken = broken_eras(replace(site_content, eras={**site_content.eras, longer: era}))
    assert f"data/eras.csv: {longer} must end in the year before {after} begins" in list(broken)


def without(whole: Content, gone: str) -> Content:
    """The same content as if a condition had never been in it."""
    rows = {key: row for key, row in whole.rows.items() if getattr(row, "condition", "") != gone}
    kept = {
        name: tuple(each for each in getattr(whole, name) if getattr(each, "condition", "") != gone)
        for name in ("results", "main_outcomes", "pooled", "claims")
    }
    facts = {
        name: tuple(_not_about(each, gone) for each in getattr(whole, name))
        for name in ("events", "approvals", "adverse_effects", "mechanism_facts", "pharmacology", "interactions",
                     "misuse", "durations", "guidelines", "access")
    }  # fmt: skip
    conditions = {key: _unlinked(each, gone, rows) for key, each in whole.conditions.items() if key != gone}
    faq = {
        key: each.model_copy(update={"rows": _there(each.rows, rows), "conditions": _others(each.conditions, gone)})
        for key, each in whole.faq.items()
    }
    claims = tuple(each.model_copy(update={"evidence": _there(each.evidence, rows)}) for each in kept.pop("claims"))
    mechanisms = {
        key: each.model_copy(update={"rows": _there(each.rows, rows)}) for key, each in whole.mechanisms.items()
    }
    readings = {key: each for key, each in whole.readings.items() if key != gone}
    rows |= {each.id: each for group in facts.values() for each in group}
    return replace(
        whole, conditions=conditions, readings=readings, faq=faq, claims=claims, mechanisms=mechanisms, rows=rows,
        **kept, **facts,
    )  # fmt: skip


def _not_about(fact: Any, gone: str) -> Any:
    return fact.model_copy(update={"conditions": _others(fact.conditions, gone)})


def _others(names: tuple[str, ...], gone: str) -> tuple[str, ...]:
    return tuple(name for name in names if name != gone)


def _there(names: tuple[str, ...], rows: dict[str, Any]) -> tuple[str, ...]:
    return tuple(name for name in names if name in rows)


def _unlinked(condition: Condition, gone: str, rows: dict[str, Any]) -> Condition:
    changed: dict[str, Any] = {name: _there(getattr(condition, name), rows) for name in ("key_results", "safety")}
    changed |= {
        name: getattr(condition, name).model_copy(update={"rows": _there(getattr(condition, name).rows, rows)})
        for name in ("speed", "duration")
    }
    links = (link.model_copy(update={"rows": _there(link.rows, rows)}) for link in condition.mechanisms)
    changed |= {"related": _others(condition.related, gone), "mechanisms": tuple(links)}
    return condition.model_copy(update=changed)
