"""How it works: the chain from dose to effect, mechanisms by conditions, and what the body does (``?step=...``)."""

from collections.abc import Mapping, Sequence

from explainer.charts.chain import chain_chart
from explainer.charts.matrix import matrix_chart
from explainer.content import Content
from explainer.content.facts import Pharmacology
from explainer.content.prose import Condition, Mechanism, MechanismLink
from explainer.find.state import State
from explainer.site import CONDITIONS, MECHANISMS
from explainer.views import blocks as b
from explainer.views.inline import Bold, Break, Inline, Link, link, marked
from explainer.views.opened import opened
from explainer.views.parts import condition_links, head, page_view, rests_on, row_line, side_by_side
from explainer.views.routes import reach_figure, route_cards
from explainer.views.view import View

SEEN: Mapping[str, str] = {"people": "in people", "animals": "in animals", "laboratory": "in the laboratory"}
IN_PARTS = ("onset and duration", "half-life", "metabolism", "targets")
"""Quantities with a part of their own."""
SPOT, WHICH, WHERE = "spot", "which", "where"
"""Queries: a mark of the grid (``ptsd.nmda-block``), and the names chosen on both sides of it."""


def mechanisms(content: Content, state: State) -> View:
    """The page; with ``?step=...`` that mechanism stands below the chain."""
    target = opened(content, MECHANISMS, state)
    each = content.mechanisms.get(target.id)
    chosen = (mechanism_card(content, each),) if each else target.missing
    blocks = (
        *head(content, MECHANISMS, each.crisis_help if each else None),
        *_chain(content, target.id, chosen),
        b.Heading("Where each mechanism is thought to matter", 2, "matrix"),
        *b.prose(_words(content, "matrix")),
        b.Filters(MECHANISMS, _fields(content, state)),
        *_grid(content, state),
        b.Heading("In the body", 2, "body"),
        *b.prose(_words(content, "body")),
        route_cards(content),
        reach_figure(content),
        *_by_quantity(content),
        b.Heading("Ketamine, esketamine, arketamine", 3, "forms"),
        *b.prose(_words(content, "forms")),
        *b.bullets([row_line(content, row) for row in content.pharmacology if _is_about_forms(row)]),
    )
    if each is None:
        return page_view(content, MECHANISMS, blocks)
    return View(each.name, each.summary, blocks, each.id)


def _words(content: Content, section: str) -> str:
    return content.pages[MECHANISMS.name].sections[section]


def _chain(content: Content, chosen: str, card: b.Blocks) -> b.Blocks:
    """The picture, what was chosen in it, and every step and mechanism in words."""
    mechanisms = list(content.mechanisms.values())
    picture = chain_chart(mechanisms, content.steps)
    links: list[Inline] = [link(MECHANISMS, f"{each.name}: {each.standing}", at=each.id) for each in mechanisms]
    caption = marked(_words(content, "chain_key"))
    return (
        b.Heading("From the dose to its effects", 2, "chain"),
        b.Figure(
            picture,
            "chain",
            {name: link(MECHANISMS, each.name, at=name) for name, each in content.mechanisms.items()},
            words=(),
            caption=caption,
            chosen=chosen,
        ),
        *card,
        b.Fold("Every step in words", b.bullets(picture.rows)),
        b.Fold("Every mechanism in words, with links", b.bullets(links)),
    )


def mechanism_card(content: Content, each: Mechanism) -> b.Group:
    """One mechanism: what it is, what is not known, what it rests on, where it is thought to matter."""
    matters_in = [c.id for c in content.conditions.values() if any(link.id == each.id for link in c.mechanisms)]
    places = side_by_side(condition_links(content, matters_in))
    return b.Group(
        (
            b.Heading(each.name, 3),
            b.Paragraph(f"{each.standing}; best evidence {SEEN[each.evidence]}", note=True),
            *b.prose(each.summary),
            b.Paragraph(Bold("What is not known")),
            *b.bullets([marked(text) for text in each.not_known]),
            *rests_on(content, f"What this is based on ({len(each.rows)})", each.rows),
            b.Fold(f"Where it is thought to matter ({len(matters_in)})", places),
            b.Paragraph(link(CONDITIONS, "See these conditions in the table →", mechanism=each.name)),
        ),
        card=True,
    )


def _fields(content: Content, state: State) -> tuple[b.Field, b.Field]:
    """The two sides of the grid, each to be narrowed by name."""
    names = [each.name for each in content.mechanisms.values()]
    conditions = [condition.name for condition in content.conditions.values()]
    return (
        _field(WHICH, "Mechanisms", names, state, "All mechanisms"),
        _field(WHERE, "Conditions", conditions, state, "All conditions"),
    )


def _field(key: str, label: str, names: Sequence[str], state: State, hint: str) -> b.Field:
    chosen = tuple(name for name in state.all(key) if name in names)
    return b.Field(key, label, "list", tuple(names), chosen=chosen, hint=hint)


def _grid(content: Content, state: State) -> b.Blocks:
    which, where = (field.chosen for field in _fields(content, state))
    conditions, names = linked(content, which, where)
    if not conditions:
        title = "None of these mechanisms is linked to these conditions"
        return (b.Notice(title, "Choose fewer mechanisms or conditions."),)
    picture = matrix_chart(conditions, list(names.items()))
    numbered = " · ".join(f"{number} {name}" for number, name in enumerate(names.values(), start=1))
    caption = (marked(_words(content, "matrix_key")), Break(), numbered)
    ways_on = [link(CONDITIONS, f"See conditions for “{name}” in the table →", mechanism=name) for name in which]
    return (
        b.Figure(picture, "grid", _spots(conditions, names), words=(), caption=caption),
        *_spot(content, state.one(SPOT)),
        b.Fold("This picture in words", b.bullets(picture.rows)),
        *(b.Paragraph(way) for way in ways_on),
        *(side_by_side(condition_links(content, (condition.id for condition in conditions))) if where else ()),
    )


def _spots(conditions: Sequence[Condition], names: Mapping[str, str]) -> dict[str, Link]:
    """The links of the grid's marks."""
    spots = ((condition, each) for condition in conditions for each in condition.mechanisms if each.id in names)
    return {
        spot: link(MECHANISMS, f"{condition.name}: {names[each.id]}", **{SPOT: spot})
        for condition, each in spots
        for spot in (f"{condition.id}.{each.id}",)
    }


def _by_quantity(content: Content) -> b.Blocks:
    """What the body does, one part a quantity, with sources."""
    parts = ((quantity, [row for row in content.pharmacology if row.quantity == quantity]) for quantity in IN_PARTS)
    return tuple(
        b.Fold(quantity.capitalize(), b.bullets([row_line(content, row) for row in rows])) for quantity, rows in parts
    )


def _is_about_forms(row: Pharmacology) -> bool:
    return row.quantity == "potency" and row.molecule == "both"


def linked(content: Content, which: Sequence[str], where: Sequence[str]) -> tuple[list[Condition], dict[str, str]]:
    """Return the linked conditions and mechanisms (name by id) for chosen names; an empty choice means all.

    While no condition is chosen, mechanisms that are linked to no condition stay, so that the gap can be seen.
    """
    pairs = [
        (condition, each.id)
        for condition in content.conditions.values()
        for each in condition.mechanisms
        if (not where or condition.name in where) and (not which or content.mechanisms[each.id].name in which)
    ]
    conditions = list({condition.id: condition for condition, _ in pairs}.values())
    left = {mechanism for _, mechanism in pairs}
    names = {key: each.name for key, each in content.mechanisms.items() if not which or each.name in which}
    return conditions, {key: name for key, name in names.items() if not where or key in left}


def _spot(content: Content, spot: str | None) -> b.Blocks:
    """What is thought of one mechanism in one condition; a calm sentence for a bad address."""
    if spot is None:
        return ()
    place, _, mechanism = spot.partition(".")
    condition = content.conditions.get(place)
    each = next((each for each in condition.mechanisms if each.id == mechanism), None) if condition else None
    if condition is None or each is None:
        text = "There is no link between a mechanism and a condition with this name. Choose a mark above."
        return (b.Notice("Not found", text, missing=True),)
    return (_spot_card(content, condition, each),)


def _spot_card(content: Content, condition: Condition, each: MechanismLink) -> b.Group:
    name = content.mechanisms[each.id].name
    return b.Group(
        (
            b.Heading(f"{name}: {condition.name}", 3),
            b.Paragraph(f"{each.standing}; best evidence {SEEN[each.evidence]}", note=True),
            *b.prose(each.why),
            *rests_on(content, f"What this is based on ({len(each.rows)})", each.rows),
            b.Paragraph(link(CONDITIONS, f"All we know: {condition.name} →", at=condition.id)),
            b.Paragraph(link(CONDITIONS, f"See conditions for “{name}” in the table →", mechanism=name)),
        ),
        card=True,
    )
