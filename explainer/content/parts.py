"""Check pages that are made of parts: every part and list shows something, and no trial is missing from the lists."""

from collections.abc import Iterator

from explainer.content.faults import Fault
from explainer.content.model import Content
from explainer.content.prose import HarmList, Page, Part
from explainer.content.read import FIRST_ROW


def faults_in_parts(content: Content) -> Iterator[Fault]:
    """Yield a fault for each incomplete part or list, each anchor used twice, and each trial that no list shows."""
    for page in content.pages.values():
        file = f"data/pages/{page.id}.toml"
        yield from _anchors(page, file)
        for part in page.parts:
            place = f"parts.{part.anchor}"
            for key, message in _of_part(content, part):
                yield Fault(file, 0, f"{place}.{key}", message)
            for number, each in enumerate(part.lists, start=1):
                for key, message in _of_list(content, each):
                    yield Fault(file, 0, f"{place}.lists.{number}.{key}", message)
        yield from _trials_on_no_list(content, page)


def _anchors(page: Page, file: str) -> Iterator[Fault]:
    anchors = [part.anchor for part in page.parts]
    anchors += [each.anchor for part in page.parts for each in part.lists if each.anchor]
    for anchor in dict.fromkeys(anchors):
        if anchors.count(anchor) > 1:
            yield Fault(file, 0, "parts", f"{anchor!r} is the anchor of two parts or lists")


def _of_part(content: Content, part: Part) -> Iterator[tuple[str, str]]:
    if part.picture in ("", "misuse", "trials"):
        return
    if not any(row.label_table == part.picture for row in content.adverse_effects):
        yield "picture", f"no row of adverse_effects.csv has {part.picture!r} as its label_table"
    for key in ("what", "control"):
        if not getattr(part, key):
            yield key, "is empty: the title of the picture and of its table needs it"


def _of_list(content: Content, each: HarmList) -> Iterator[tuple[str, str]]:
    if each.trials_in:
        if not each.comparator:
            yield "comparator", f"is empty: say against which medicine the trials in {each.trials_in!r} are"
        return
    harms = {row.id for row in content.adverse_effects if each.takes(row)}
    if not harms:
        yield "groups", "no row of adverse_effects.csv has one of these groups in one of these settings"
    for name in each.first:
        if name not in harms:
            yield "first", f"{name!r} is not in this list: its group or its setting is another"


def _trials_on_no_list(content: Content, page: Page) -> Iterator[Fault]:
    """Yield a fault for each trial of a listed condition whose comparator medicine is on no list of the page."""
    lists = [each for part in page.parts for each in part.lists if each.trials_in]
    places = {name: number for number, name in enumerate(content.trials, start=FIRST_ROW)}
    for condition in dict.fromkeys(each.trials_in for each in lists):
        known = {each.comparator for each in lists if each.trials_in == condition}
        there = {row.trial: row.comparator_medicine for row in content.results if row.condition == condition}
        for trial, medicine in there.items():
            if medicine not in known:
                message = f"is {medicine!r}, which no list of data/pages/{page.id}.toml has for {condition!r}"
                yield Fault("data/trials.csv", places[trial], "comparator_medicine", message, trial)
