"""Safety: rates with their setting, long-term harms, interactions, misuse, approvals, help. A loop over its parts."""

from collections.abc import Sequence

from explainer.charts.growth import Point, growth_chart
from explainer.charts.harms import by_gap, harms_chart
from explainer.content import Content
from explainer.content.facts import AdverseEffect, Setting
from explainer.content.prose import HarmList, HelpForm, Part
from explainer.evidence.findings import Arm
from explainer.evidence.hundred import Hundred, harm_hundred
from explainer.find.state import State
from explainer.site import SAFETY, TIMELINE
from explainer.views import blocks as b
from explainer.views.approvals import approvals
from explainer.views.crisis import crisis_help
from explainer.views.harms_in_trials import harms_in_trials
from explainer.views.inline import Bold, Inline, Outside, joined, link, marked
from explainer.views.parts import head, page_view, row_line
from explainer.views.trial_card import hundred_block
from explainer.views.view import View

FROM = "from"
"""Query: the condition whose page a reader comes from."""
SHOWN_AT_ONCE = 1
WIDEST = 5
LAST: tuple[Setting, ...] = ("any use", "healthy volunteers", "home use", "recreational use")
"""Settings that say less about people in treatment stand below those that say more."""


def safety(content: Content, state: State) -> View:
    """The page; whoever comes from a condition with help on top finds the help on top here too."""
    parts = content.pages[SAFETY.name].parts
    origin = content.conditions.get(state.one(FROM) or "")
    own: HelpForm | None = "top" if origin and origin.crisis_help == "top" else None
    contents = joined([Outside(part.heading, f"#{part.anchor}") for part in parts], " · ")
    blocks = (
        *head(content, SAFETY, own),
        b.Paragraph((Bold("On this page:"), " ", contents)),
        *_side_by_side([(part, _part(content, part, state, is_on_top=own is not None)) for part in parts]),
    )
    return page_view(content, SAFETY, blocks)


def _side_by_side(parts: Sequence[tuple[Part, b.Blocks]]) -> b.Blocks:
    """The parts one below the other; those that stand ``beside`` the one before share a row with it."""
    rows: list[list[b.Blocks]] = []
    for part, blocks in parts:
        rows = [*rows[:-1], [*rows[-1], blocks]] if part.beside else [*rows, [blocks]]
    return tuple(
        block
        for row in rows
        for block in (row[0] if len(row) == 1 else (b.Row(tuple(b.Group(blocks) for blocks in row)),))
    )


def _part(content: Content, part: Part, state: State, *, is_on_top: bool) -> b.Blocks:
    return (
        b.Heading(part.heading, 2, part.anchor),
        *crisis_help(content, part.crisis_help, level=3, anchor=not is_on_top),
        *b.prose(part.words),
        *((b.Paragraph(marked(part.note), note=True),) if part.note else ()),
        *_folded(
            part,
            (
                *_picture(content, part, state),
                *(block for each in part.lists for block in _list(content, each)),
                *_also(content, part),
            ),
        ),
    )


def _folded(part: Part, blocks: b.Blocks) -> b.Blocks:
    """The blocks behind a fold where the part asks for one."""
    return (b.Fold(part.folded, blocks, f"part-{part.anchor}"),) if part.folded else blocks


def _picture(content: Content, part: Part, state: State) -> b.Blocks:
    if part.picture == "misuse":
        return _misuse(content)
    if part.picture == "trials":
        return harms_in_trials(content, state)
    rows = [row for row in content.adverse_effects if part.picture and row.label_table == part.picture]
    if not rows:
        return ()
    title = f"{part.what.capitalize()} with esketamine spray and {part.control}"
    table = b.Table(("What", "Esketamine", part.control.capitalize(), "Head-counts"), _rates(rows), title)
    picture = harms_chart(_named(rows), what=part.what, drug="esketamine", control=part.control)
    figure = b.Figure(picture, f"{part.anchor}-rates", words=(table,), label="This picture as a table")
    return (figure, *(_widest_gaps(rows) if len(rows) > 2 * WIDEST else ()))


def _named(rows: Sequence[AdverseEffect]) -> list[tuple[str, Hundred]]:
    """The harms with a share in both groups, the widest gap on top."""
    return by_gap([(row.effect, picture) for row in rows if (picture := harm_hundred(row))])


def _rates(rows: Sequence[AdverseEffect]) -> tuple[tuple[Inline, ...], ...]:
    """Both groups per 100 people and as counted."""
    return tuple(
        (
            name,
            f"{picture.with_ketamine} of 100",
            f"{picture.without} of 100",
            f"{_counted(picture.arms.drug)} against {_counted(picture.arms.comparison)}",
        )
        for name, picture in _named(rows)
    )


def _counted(arm: Arm) -> str:
    return f"{arm.events} of {arm.people}"


def _widest_gaps(rows: Sequence[AdverseEffect]) -> b.Blocks:
    """Pictures that are drawn when they are asked for: a phone would work on them for a second."""
    widest = by_gap([(row.id, picture) for row in rows if (picture := harm_hundred(row))])[:WIDEST]
    pictures = tuple(hundred_block(picture) for _, picture in widest)
    return (b.Fold("The five biggest differences as pictures of 100 people", pictures, "widest-gaps", lazy=True),)


def _list(content: Content, each: HarmList) -> b.Blocks:
    heading = (b.Heading(each.heading, 3, each.anchor),) if each.heading else ()
    lines = _trials(content, each) if each.trials_in else _harms(content, each)
    folded = (b.Fold(each.folded, lines),) if each.folded else lines
    return (*heading, *b.prose(each.words), *folded)


def harms_of(content: Content, each: HarmList) -> list[AdverseEffect]:
    """The rows of a list in their order: those named first, then people in treatment, then those with a comparison.

    Rows of the label's tables are shown in those tables, so a list repeats only the ones that it names in ``first``.
    """
    rows = [
        row
        for row in content.adverse_effects
        if each.takes(row) and row.id not in content.duplicates and (row.id in each.first or not row.label_table)
    ]
    first = list(each.first)
    return sorted(rows, key=lambda row: (first.index(row.id) if row.id in first else len(first), *_rank(row)))


def _rank(row: AdverseEffect) -> tuple[int, bool]:
    return LAST.index(row.setting) + 1 if row.setting in LAST else 0, harm_hundred(row) is None


def _harms(content: Content, each: HarmList) -> b.Blocks:
    """The first few harms, the rest behind a click."""
    lines: list[Inline] = [
        (Bold(f"{row.setting.capitalize()}."), " ", row_line(content, row)) for row in harms_of(content, each)
    ]
    return b.bullets(lines) if each.folded else _first_few(lines, len(each.first) if each.words else SHOWN_AT_ONCE)


def _first_few(lines: Sequence[Inline], first: int = SHOWN_AT_ONCE) -> b.Blocks:
    """The first lines of a list, and the rest behind a fold. A list whose words speak of its ``first`` shows those."""
    rest = lines[first:]
    more = (b.Fold(f"Show {len(rest)} more", b.bullets(rest)),) if rest else ()
    return (*b.bullets(lines[:first]), *more)


def _trials(content: Content, each: HarmList) -> b.Blocks:
    """Trials of a condition against one medicine, the largest first."""
    rows = [
        row for row in content.results if row.condition == each.trials_in and row.comparator_medicine == each.comparator
    ]
    rows.sort(key=lambda row: -(row.n_randomised or 0))
    return b.bullets([row_line(content, row) for row in rows])


def _also(content: Content, part: Part) -> b.Blocks:
    """What stands in a part from other tables."""
    match part.also:
        case "driving":
            return _first_few([row_line(content, row) for row in content.access if row.kind == "driving"])
        case "interactions":
            return _interactions(content)
        case "warnings":
            warnings = [row_line(content, event) for event in content.events if event.warning]
            return (b.Fold(f"{len(warnings)} warnings of regulators", b.bullets(warnings)),)
        case "approvals":
            way_on = link(TIMELINE, "See these on the timeline →", kind="medicine")
            return (*approvals(content), b.Paragraph(way_on))
        case _:
            return ()


def _interactions(content: Content) -> b.Blocks:
    rows = tuple((row.other_medicine, row.effect, row.evidence) for row in content.interactions)
    columns = ("Other medicine", "What it may do", "How we know")
    words = b.bullets([row_line(content, row) for row in content.interactions])
    return (
        b.Table(columns, rows, "Other medicines and what they may do with ketamine"),
        b.Fold("In words, with sources", words),
    )


def _misuse(content: Content) -> b.Blocks:
    """Series over time as multiples of their first figure, then all figures on misuse in words."""
    points = [
        Point(f"{each.series} ({each.place})", each.year, float(shown.replace(",", "")), shown)
        for each in content.misuse_series
        for shown in [content.figure(each.row, each.field)]
    ]
    picture = growth_chart(points)
    rows = b.bullets([row_line(content, row) for row in content.misuse])
    return (
        b.Figure(picture, "misuse", words=()),
        *b.bullets(picture.rows),
        b.Fold("All figures on misuse and dependence, with sources", rows),
    )
