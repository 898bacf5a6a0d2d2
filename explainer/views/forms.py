"""Filters as forms of the HTML, which need no script. Their addresses mean the same as those of the app."""

from collections.abc import Callable, Iterable, Iterator
from html import escape

from explainer.find.filters import ON
from explainer.find.state import FOLDS_CLOSED, FOLDS_KEY, FOLDS_OPEN, State
from explainer.site import SitePage
from explainer.views import blocks as b
from explainer.views.inline import address

SHOW, SEARCH = "Show", "Search"
PAGES_BESIDE = 1
"""How many numbers stand on each side of the page that is shown, beside the first and the last."""


def forms(filters: b.Filters, count: str) -> str:
    """The forms of a block: one for each field that resets others, one for all other fields; ``count`` is HTML."""
    alone = [each for each in filters.fields if each.resets]
    together = [each for each in filters.fields if not each.resets and each.kind != "pages"]
    pages = [each for each in filters.fields if each.kind == "pages"]
    return "".join(
        (
            *(_form(filters, (each,), _line(each)) for each in alone),
            *((_form(filters, together, _whole(filters, together, count)),) if together else ()),
            *(_pages(filters, each) for each in pages),
        )
    )


def all_at_once(folds: b.Folds) -> str:
    """A form that opens or closes all folds of a list."""
    ways = ((b.OPEN_ALL, FOLDS_OPEN), (b.CLOSE_ALL, FOLDS_CLOSED))
    buttons = "".join(f'<button name="{FOLDS_KEY}" value="{value}">{words}</button>' for words, value in ways)
    hidden = _hidden(folds.kept.without(FOLDS_KEY))
    return (
        f'<form method="get" action="{folds.page.address()}#{FOLDS_KEY}" id="{FOLDS_KEY}">'
        f'<div class="line">{buttons}</div>{hidden}</form>'
    )


def _form(filters: b.Filters, fields: Iterable[b.Field], inside: str) -> str:
    """A form that keeps what its page's address says beside its own fields and those that they reset."""
    fields = tuple(fields)
    own = {key for each in fields for key in (each.key, *each.resets)}
    name = _name(fields[0])
    return (
        f'<form class="filters" method="get" action="{filters.page.address()}#{name}" id="{name}" data-reach>'
        f"{inside}{_hidden(filters.kept.without(*own))}</form>"
    )


def _hidden(state: State) -> str:
    return "".join(
        f'<input type="hidden" name="{escape(key)}" value="{escape(value)}">'
        for key, values in state.values
        for value in values
    )


def _name(first: b.Field) -> str:
    """The id of a form; its address ends with it, so that the page that answers shows the form and what follows."""
    return f"form-{escape(first.key)}"


def _whole(filters: b.Filters, fields: list[b.Field], count: str) -> str:
    """Fields in the order of the app: filters, those behind a fold, choices side by side; then what is on."""
    if len(fields) == 1 and fields[0].kind in ("text", "one"):
        return _line(fields[0]) + _ways_off(filters, fields, count)
    above = "".join(_field(each) for each in fields if not each.folded and not each.is_beside)
    beside = "".join(_field(each) for each in fields if each.is_beside)
    if beside or not count:
        show = f'<div class="line">{beside}{_button(SHOW)}</div>'
        return f"{above}{_fold(filters)}{show}{_ways_off(filters, fields, count)}"
    return f"{above}{_fold(filters)}{_ways_off(filters, fields, count, _button(SHOW))}"


def _line(field: b.Field) -> str:
    """One field with its button beside it."""
    is_fixed = field.kind == "one" and len(field.options) == 1
    button = "" if is_fixed else _button(SEARCH if field.kind == "text" else SHOW)
    return f'<div class="line">{_field(field)}{button}</div>'


def _button(words: str) -> str:
    return f"<button>{words}</button>"


def _fold(filters: b.Filters) -> str:
    """The fields behind a fold, with a button of their own: on a phone they are longer than the screen."""
    if not filters.folded:
        return ""
    is_open = " open" if any(each.chosen for each in filters.folded) else ""
    inside = "".join(map(_field, filters.folded))
    summary = f"<summary>{escape(filters.more_label)}</summary>"
    return f'<details{is_open}>{summary}{inside}<div class="line">{_button(SHOW)}</div></details>'


def _ways_off(filters: b.Filters, fields: list[b.Field], count: str, button: str = "") -> str:
    """What is on, each as a link that turns it off; how much is left; and a link that turns all of it off.

    Before how much is left stands the form's button, where no other line has it.
    """
    page, name = filters.page, _name(fields[0])
    chips = "".join(f"<li>{_link(page, chip.without, name, f'{chip.words} ✕')}</li>" for chip in filters.chips)
    on = f'<ul class="chips" aria-label="Active filters"><li><b>Active filters</b></li>{chips}</ul>' if chips else ""
    rest = filters.kept.without(*(each.key for each in filters.fields if each.can_be_off))
    clear = _link(page, rest, name, "Clear filters", "button") if filters.clear and chips else ""
    return on + (f'<div class="line">{button}<p>{count}</p>{clear}</div>' if count else "")


def _link(page: SitePage, state: State, name: str, words: str, kind: str = "") -> str:
    look = f' class="{kind}"' if kind else ""
    return f'<a{look} href="{escape(address(page, state))}#{name}">{escape(words)}</a>'


def _pages(filters: b.Filters, each: b.Field) -> str:
    """The first page, the last one and those around the one that is shown, as links."""
    last, here = each.ends[1], int(each.chosen[0])
    near = range(here - PAGES_BESIDE, here + PAGES_BESIDE + 1)
    numbers = [number for number in range(1, last + 1) if number in (1, last) or number in near]
    name = _name(each)
    links = (
        f"{'<span>…</span>' if number - 1 not in (0, *numbers) else ''}{_page(filters, each, number, name)}"
        for number in numbers
    )
    return f'<nav class="pages" id="{name}" aria-label="{escape(each.label)}">{"".join(links)}</nav>'


def _page(filters: b.Filters, each: b.Field, number: int, name: str) -> str:
    if str(number) in each.chosen:
        return f'<b aria-current="page">{number}</b>'
    return _link(filters.page, filters.kept.having(each.key, str(number)), name, str(number))


def _field(each: b.Field) -> str:
    return _DRAWN[each.kind](each)


def _labelled(each: b.Field, control: str, look: str = "") -> str:
    return f'<label class="field{look}"><span>{escape(each.label)}</span>{control}</label>'


def _text(each: b.Field) -> str:
    hint = f' placeholder="{escape(each.hint)}"' if each.hint else ""
    return _labelled(each, f'<input type="search" {_value(each, *each.chosen)}{hint}>')


def _value(each: b.Field, value: str = "") -> str:
    return f'name="{escape(each.key)}" value="{escape(value)}"'


def _several(each: b.Field) -> str:
    return f"<fieldset><legend>{escape(each.label)}</legend>{''.join(_options(each, 'checkbox'))}</fieldset>"


def _tabs(each: b.Field) -> str:
    options = "".join(_options(each, "radio"))
    return f'<fieldset class="tabs"><legend>{escape(each.label)}</legend>{options}</fieldset>'


def _options(each: b.Field, kind: str) -> Iterator[str]:
    for option, name in _named(each):
        on = " checked" if option in each.chosen else ""
        yield f'<label><input type="{kind}" {_value(each, option)}{on}><span>{escape(name)}</span></label>'


def _named(each: b.Field) -> Iterable[tuple[str, str]]:
    return zip(each.options, each.names or each.options, strict=True)


def _list(each: b.Field) -> str:
    """Many options behind a line that looks like a list and names those that are chosen."""
    chosen = ", ".join(name for option, name in _named(each) if option in each.chosen)
    summary = escape(chosen or each.hint or "Choose options")
    options = "".join(_options(each, "checkbox"))
    return (
        f"<fieldset><legend>{escape(each.label)}</legend>"
        f'<details class="list"><summary>{summary}</summary><div>{options}</div></details></fieldset>'
    )


def _switch(each: b.Field) -> str:
    on = " checked" if each.chosen else ""
    box = f'<input type="checkbox" role="switch" {_value(each, ON)}{on}>'
    return f'<label class="switch">{box}<span>{escape(each.label)}</span></label>'


def _least(each: b.Field) -> str:
    """A box for a number: the slider of HTML does not say where it stands without a script."""
    first, last = each.ends
    limits = f'min="{first}" max="{last}" step="{each.step}" placeholder="{first}"'
    return _labelled(each, f'<input type="number" {_value(each, *each.chosen)} {limits}>')


def _one(each: b.Field) -> str:
    none = f'<option value="">{escape(each.hint)}</option>' if each.hint else ""
    options = "".join(
        f'<option value="{escape(option)}"{" selected" if option in each.chosen else ""}>{escape(name)}</option>'
        for option, name in _named(each)
    )
    fixed = " disabled" if len(each.options) == 1 else ""
    look = " short" if each.is_beside else ""
    return _labelled(each, f'<select name="{escape(each.key)}"{fixed}>{none}{options}</select>', look)


_DRAWN: dict[str, Callable[[b.Field], str]] = {
    "text": _text,
    "several": _several,
    "list": _list,
    "switch": _switch,
    "least": _least,
    "one": _one,
    "tabs": _tabs,
}
