"""Which trials you trust: the sentence, the pale marks and the bars all say the same of the trials that are left."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import combinations

import pytest

from explainer.charts.style import COLOURS, GRID
from explainer.content import Content, content
from explainer.content.trials import MainOutcome, TrialResult
from explainer.evidence.counts import trial_counts
from explainer.find.state import State
from explainer.site import CONDITIONS, TRIALS, SitePage, page_named
from explainer.views import blocks as b
from explainer.views.condition import TRUSTED
from explainer.views.html import html
from explainer.views.inline import plain
from explainer.views.pages import view
from explainer.views.trials import TRUST
from explainer.views.view import View, links
from explainer.views.ways import HEADING
from tests.views.seen import every, headings, lost, part, seen, words

ENOUGH, TOO_FEW = 8, 3
"""Counted trials that a condition needs for this part, and below which a choice says nothing."""
ACTIVE, LARGE, BLIND, INDEPENDENT, LATE = LABELS = (
    "against an active placebo",
    "100 people or more",
    "neither side was told",
    "not paid for by a maker",
    "measured after a week or later",
)
CHOICES = [list(chosen) for size in range(len(LABELS) + 1) for chosen in combinations(LABELS, size)]
KEYS: Mapping[SitePage, str] = {CONDITIONS: TRUSTED, TRIALS: TRUST}


def counted(known: Content, condition: str) -> list[MainOutcome]:
    """Trials that met or missed a main outcome, or one of two."""
    outcomes = trial_counts(known, condition).outcomes
    return [outcome for outcome in outcomes if outcome.primary_outcome in ("met", "missed", "split")]


WITH_ENOUGH = [name for name in content().conditions if len(counted(content(), name)) >= ENOUGH]


def passes(known: Content, outcome: MainOutcome, chosen: list[str]) -> bool:
    """Whether a trial should be left by these choices, by the tables alone."""
    trial = known.trials[outcome.trial]
    rows = [row for row in known.results if (row.trial, row.condition) == (outcome.trial, outcome.condition)]
    row: TrialResult | None = next((row for row in rows if row.is_primary), rows[0] if rows else None)
    held = {
        ACTIVE: trial.comparator_kind == "active-placebo",
        LARGE: (outcome.people or 0) >= 100,
        BLIND: trial.blinding == "double",
        INDEPENDENT: trial.paid_by == "public",
        LATE: row is not None and (row.timepoint_hours or 0) >= 24 * 7,
    }
    return all(held[label] for label in chosen)


def met_of(known: Content, condition: str, chosen: list[str]) -> tuple[int, int]:
    """How many of the trials that are left met their main outcome, and how many are left."""
    left = [outcome for outcome in counted(known, condition) if passes(known, outcome, chosen)]
    met = {outcome.trial for outcome in trial_counts(known, condition).outcomes if _is_met(outcome)}
    return sum(outcome.trial in met for outcome in left), len(left)


def _is_met(outcome: MainOutcome) -> bool:
    return outcome.primary_outcome == "met" and outcome.primary_kind in ("superiority", "non-inferiority")


def chosen_page(known: Content, condition: str, chosen: list[str], page: SitePage = CONDITIONS) -> View:
    return view(known, page, State.from_mapping({page.key: condition, KEYS[page]: chosen}))


def figure(found: View, key: str) -> b.Figure:
    (made,) = [each for each in every(found, b.Figure) if each.key == key]
    assert isinstance(made, b.Figure)
    return made


def sentence(found: View) -> str:
    return next(plain(block.text) for block in part(found, HEADING) if isinstance(block, b.Paragraph))


@pytest.mark.parametrize("page", [CONDITIONS, TRIALS], ids=lambda page: page.name)
def test_only_conditions_with_enough_counted_trials_have_the_choice(site_content: Content, page: SitePage) -> None:
    known = {row.condition for row in site_content.results} | {row.condition for row in site_content.pooled}
    for condition in known:
        has_it = HEADING in headings(chosen_page(site_content, condition, [], page))
        assert has_it == (condition in WITH_ENOUGH), condition
    assert WITH_ENOUGH and set(WITH_ENOUGH) != known


@pytest.mark.parametrize("condition", WITH_ENOUGH)
def test_the_sentence_counts_the_trials_that_are_not_pale(site_content: Content, condition: str) -> None:
    met, whole = met_of(site_content, condition, [])
    for chosen in CHOICES:
        found = chosen_page(site_content, condition, chosen)
        now, left = met_of(site_content, condition, chosen)
        said = sentence(found)
        assert said.startswith(f"{met} of {whole} trials met their main outcome.")
        if not chosen:
            assert "With your choices" not in said
        elif left < TOO_FEW:
            assert f" With your choices {left} are left: too few to tell." in said, chosen
        else:
            assert f" With your choices, {now} of {left} did." in said, chosen
        strip = figure(found, "ways-trials")
        stay = any(passes(site_content, each, chosen) for each in trial_counts(site_content, condition).outcomes)
        nothing = "none counted" if stay else "no trial left"
        assert strip.picture.title == (f"{now} of {left} met" if left else nothing), chosen
        assert pale(strip) == left_out(site_content, condition, chosen), chosen


def pale(strip: b.Figure) -> set[str]:
    """The marks of a picture that are as pale as its lines."""
    return {mark["id"] for mark in strip.picture.spec()["datasets"]["marks"] if mark["ink"] == GRID}


def left_out(known: Content, condition: str, chosen: list[str]) -> set[str]:
    """The marks of the trials of known size that the choices leave out."""
    sized = [outcome for outcome in trial_counts(known, condition).outcomes if outcome.people]
    return {f"{condition}.{each.trial}" for each in sized if not passes(known, each, chosen)}


@pytest.mark.parametrize("condition", WITH_ENOUGH)
def test_the_sentence_ends_with_the_lowest_and_the_highest_share(site_content: Content, condition: str) -> None:
    made = [met_of(site_content, condition, chosen) for chosen in CHOICES]
    shares = [met / left for met, left in made if left >= TOO_FEW]
    said = re.search(r"Over all (\d+) ways to choose, the answer goes from (\d+) of (\d+) to (\d+) of (\d+)\.",
                     sentence(chosen_page(site_content, condition, [])))  # fmt: skip
    assert said
    ways, *ends = map(int, said.groups())
    assert ways == len(CHOICES)
    assert (ends[0] / ends[1], ends[2] / ends[3]) == (min(shares), max(shares))


@pytest.mark.parametrize("page", [CONDITIONS, TRIALS], ids=lambda page: page.name)
@pytest.mark.parametrize("condition", WITH_ENOUGH)
def test_a_bar_leads_to_an_address_where_its_way_is_chosen(
    site_content: Content, condition: str, page: SitePage
) -> None:
    found = chosen_page(site_content, condition, [], page)
    bars = list(linked_bars(figure(found, "ways")))
    assert len(bars) == sum(met_of(site_content, condition, chosen)[1] >= TOO_FEW for chosen in CHOICES)
    assert not lost(site_content, found)
    for address, name in bars:
        path, _, query = address.partition("?")
        assert path == page.address()
        labels = [] if name.startswith("all trials: ") else name.split(": ")[0].split(", ")
        shown = view(site_content, page_named(page.name), State.from_query(query))
        assert list(field(shown, KEYS[page]).chosen) == labels
        met, left = met_of(site_content, condition, labels)
        assert name.endswith(f": {met} of {left}")
        assert not labels or f" With your choices, {met} of {left} did." in sentence(shown)
        assert chosen_bars(shown) == [name]


def linked_bars(ways: b.Figure) -> Iterator[tuple[str, str]]:
    """Address and name of each bar that is a link, as they are sent."""
    wide = html((ways,)).split('<div class="picture narrow">')[0]
    for address, name in re.findall(r'<a href="([^"]*)"><title>([^<]*)</title>', wide):
        yield unescape(address), unescape(name)


def field(found: View, key: str) -> b.Field:
    (made,) = [each for bar in every(found, b.Filters) for each in bar.fields if each.key == key]
    assert isinstance(made, b.Field)
    return made


def chosen_bars(found: View) -> list[str]:
    """Names of the bars that stand out."""
    boxes = figure(found, "ways").picture.spec()["datasets"]["boxes"]
    return [box["words"] for box in boxes if box["id"] and box["fill"] == COLOURS["blue"] and box["opacity"] == 1]


@pytest.mark.parametrize("condition", WITH_ENOUGH)
def test_every_way_is_listed_in_words_with_its_count(site_content: Content, condition: str) -> None:
    lines = figure(chosen_page(site_content, condition, []), "ways").picture.rows
    assert len(set(lines)) == len(CHOICES)
    for chosen in CHOICES:
        met, left = met_of(site_content, condition, chosen)
        count = f"{met} of {left}" if left >= TOO_FEW else f"too few to tell ({left} left)"
        assert f"{', '.join(chosen) or 'all trials'}: {count}" in lines


def test_a_choice_that_does_not_exist_changes_nothing(site_content: Content) -> None:
    found = seen(site_content, CONDITIONS, condition=WITH_ENOUGH[0], **{TRUSTED: ["nonsense"]})
    assert words(found) == words(chosen_page(site_content, WITH_ENOUGH[0], []))
    assert not [each for each in links(found.blocks) if "nonsense" in each.address]
