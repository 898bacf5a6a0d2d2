"""What a request asks of the API: which collection or record, in which form, with which filters. Or what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from starlette.requests import Request

from explainer.find.filters import ON, Filter, Filters
from explainer.find.state import State

Form = Literal["json", "csv"]
FORMS: dict[Form, str] = {"json": "application/json", "csv": "text/csv"}
LONGEST = 200
"""Letters that a text filter may have."""


class WrongRequestError(Exception):
    """The request can't be answered: the status, a sentence, and further members of the problem details."""

    def __init__(self, status: int, detail: str, **more: object) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.more = more


@dataclass(frozen=True)
class Asked:
    """A collection by name, the id of a record in it (empty for the list), and the form of the answer."""

    name: str
    id: str
    form: Form


def asked(request: Request, path: str) -> Asked:
    """What the part of the path behind ``/api/v1/`` names: ``trials``, ``trials.csv``, ``trials/murrough-2013.json``.

    Ids may have slashes. Raises :class:`WrongRequestError`.
    """
    name, _, record = path.partition("/")
    last = record or name
    for form in FORMS:
        if last.endswith(f".{form}"):
            last = last.removesuffix(f".{form}")
            return Asked(name, last, form) if record else Asked(last, "", form)
    return Asked(name, record, _accepted(request.headers.get("accept", "")))


def _accepted(header: str) -> Form:
    """The form that a reader likes best; JSON where all are alike. Raises :class:`WrongRequestError` (406)."""
    likes = {form: _quality(header, media_type) for form, media_type in FORMS.items()}
    best = max(likes, key=lambda form: likes[form])
    if likes[best] == 0:
        raise WrongRequestError(406, "There are these forms of it.", forms=list(FORMS.values()))
    return best


def _quality(header: str, media_type: str) -> float:
    """How much a reader likes a media type, from 0 to 1 (RFC 9110, 12.5.1); the most exact range counts."""
    if not header.strip():
        return 1.0
    wanted = {}
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        given = next((each[2:] for each in parameters if each.startswith("q=")), "1")
        wanted[name] = float(given) if given.replace(".", "", 1).isdigit() else 0.0
    ranges = (media_type, f"{media_type.split('/')[0]}/*", "*/*")
    return next((wanted[each] for each in ranges if each in wanted), 0.0)


def state_of(request: Request) -> State:
    """The query of a request. Raises :class:`WrongRequestError` for one that is too long."""
    try:
        return State.from_query(request.url.query)
    except ValueError:
        raise WrongRequestError(400, "The query has too many parameters.") from None


def checked_state(request: Request, filters: Filters[Any], further: Sequence[str] = ()) -> State:
    """The query of a request, if it has known keys and values alone; ``further`` are keys of any text.

    Raises :class:`WrongRequestError`: unlike a page, a program should hear that its filter did nothing.
    """
    state = state_of(request)
    known = {each.key: each for each in filters}
    for key, values in state.values:
        if key in known:
            _check(known[key], values)
        elif key not in further:
            raise WrongRequestError(400, f"There is no parameter {key!r} here.", parameters=[*known, *further])
    return state


def _check(each: Filter[Any], values: tuple[str, ...]) -> None:
    """Raise :class:`WrongRequestError` if a filter does not know a value."""
    allowed: Sequence[str] = ()
    if each.kind == "text":
        wrong = [value for value in values if len(value) > LONGEST]
        allowed = (f"at most {LONGEST} letters",)
    elif each.kind in ("several", "list"):
        wrong, allowed = [value for value in values if value not in each.options], each.options
    elif each.kind == "switch":
        wrong, allowed = [value for value in values if value != ON], (ON,)
    else:
        wrong = [value for value in values if not _is_within(value, each.ends)]
        allowed = (f"a whole number from {each.ends[0]} to {each.ends[1]}",)
    if wrong:
        raise WrongRequestError(
            400, f"{each.key!r} can't be {wrong[0][:LONGEST]!r}.", parameter=each.key, allowed=allowed
        )


def _is_within(value: str, ends: tuple[int, int]) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 10 and ends[0] <= int(value) <= ends[1]
