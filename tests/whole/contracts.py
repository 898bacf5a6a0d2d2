"""What must hold whatever stands in ``data/``: every page can be said, every link leads somewhere, eras have no gap."""

import json
import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from urllib.parse import parse_qsl

from explainer.content import Content
from explainer.content.dates import year_of
from explainer.evidence.history import era_parts, trial_years
from explainer.evidence.summary import summaries
from explainer.find.state import State
from explainer.site import PAGES, SEARCH, Kind, SitePage
from explainer.views.blocks import Figure
from explainer.views.html import html
from explainer.views.json import data
from explainer.views.opened import things
from explainer.views.pages import addresses, view
from explainer.views.text import text
from explainer.views.view import View, links, walk

BY_PATH = {page.address(): page for page in PAGES}


def check_contracts(content: Content, leave_out: Collection[Kind] = ()) -> None:
    """Raise ``AssertionError`` with every contract that some content breaks; things of some kinds may be left out."""
    views = every_view(content, leave_out)
    broken = [f"{address}: {what}" for address, shown in views for what in broken_by(content, shown)]
    broken += broken_eras(content)
    assert broken == []
    assert [row.id for row in summaries(content)] == list(content.conditions)


def every_view(content: Content, leave_out: Collection[Kind] = ()) -> Iterator[tuple[str, View]]:
    """Every page and everything it opens."""
    for page, state in addresses(content):
        if state.values and page.kind in leave_out:
            continue
        yield f"{page.name} {dict(state.values)}", view(content, page, state)


def broken_by(content: Content, shown: View) -> Iterator[str]:
    """What a view does wrong."""
    if not shown.is_complete:
        yield "says that it is not there"
    said = text(shown.blocks)
    if not shown.title or not shown.description:
        yield "has no title or description"
    if re.search(r"\bNone\b(?! [a-z])|\bnan\b|Decimal\(|[{}]", said):
        yield "shows the insides of the program"
    page = html(shown.blocks)
    if page.count("<details") != page.count("</details>"):
        yield "is not well-formed"
    json.dumps(data(shown.blocks))
    pictures = [block.key for block in walk(shown.blocks) if isinstance(block, Figure)]
    if len(set(pictures)) < len(pictures):
        yield "has two pictures with one key, so one can't be saved"
    for link in links(shown.blocks):
        yield from dead(content, link.address)


def dead(content: Content, address: str) -> Iterator[str]:
    """Why a link leads nowhere, if it does."""
    path, _, query = address.partition("?")
    page = BY_PATH.get(path)
    if page is None:
        yield f"links to no page: {address}"
        return
    for key, value in parse_qsl(query):
        if not page.takes(key):
            yield f"asks {page.name} for what it does not know: {address}"
        if key == page.key and page.kind and value not in things(content, page):
            yield f"opens nothing: {address}"


def broken_eras(content: Content) -> Iterator[str]:
    """Why something of the timeline would be shown in no era, in two, or beyond the years of its era."""
    eras, parts = list(content.eras.values()), era_parts(content, content.events)
    for before, after in pairwise(eras):
        if before.last is None or before.last + 1 != after.first:
            yield f"data/eras.csv: {before.id} must end in the year before {after.id} begins"
    if eras[-1].last is not None:
        yield f"data/eras.csv: {eras[-1].id} is the last era and must go on"
    for event in content.events:
        if event.date and sum(event in part.events for part in parts) != 1:
            yield f"data/timeline.csv: {event.id} is not in exactly one era"
        if event.headline and not event.date:
            yield f"data/timeline.csv: {event.id} has a headline, but no date to show it at"
    if [year for part in parts for year in part.years] != list(trial_years(content)):
        yield "data/eras.csv: the trials of a year are not in exactly one era"
    for part in parts:
        years = [*(year_of(event.date or "") for event in part.events), *(each.year for each in part.years)]
        if not all(part.era.first <= year <= part.last for year in years):
            yield f"data/eras.csv: {part.era.id} has something outside its years"


def found_by_search(content: Content, words: str) -> set[str]:
    """Addresses that the search finds for some words."""
    shown = view(content, SEARCH, State.of(**{"for": words}))
    return {link.address for link in links(shown.blocks)}


def said_on(content: Content, page: SitePage, **query: str) -> str:
    """What an address says."""
    return text(view(content, page, State.of(**query)).blocks)
