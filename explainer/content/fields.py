"""Kinds of value that cells hold: identifiers, partial dates, figures as published, lists of identifiers."""

import datetime
import json
import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.\-]*$")]
RowId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9./\-]*$")]

# A figure is kept as a decimal, so that 4.0 is shown as it was printed and never as 4.000000001.
Figure = Decimal
Count = Annotated[int, Field(ge=0)]
Percent = Annotated[Decimal, Field(ge=0, le=100)]

PROSE = "a text that readers see"
"""Marks the fields whose figures are placeholders, filled in at the start and checked by ``content/texts.py``."""

Prose = Annotated[str, PROSE]
Text = Annotated[str, Field(min_length=1), PROSE]


class Record(BaseModel):
    """A row of a table, or a text file. It is frozen; a column or key that the model does not have is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    def problems(self) -> list[tuple[str, str]]:
        """Faults that need more than one column to see: ``(column, what is wrong)``. None by default."""
        return []


def _partial_date(text: str) -> str:
    parts = text.split("-")
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        raise ValueError(f"{text!r} is not a date: expected YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) for part in [*parts, "1", "1"][:3])
    try:
        datetime.date(year, month, day)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a date: {error}") from error
    return text


PartialDate = Annotated[str, AfterValidator(_partial_date)]
"""A date as exactly as it is known: ``1970``, ``2019-03`` or ``2019-03-05``."""


def words_of(value: object) -> object:
    """The parts of a cell that holds several identifiers with spaces between them."""
    return tuple(value.split()) if isinstance(value, str) else value


def _listed(value: object) -> object:
    return tuple(part.strip() for part in value.split(";") if part.strip()) if isinstance(value, str) else value


Listed = Annotated[tuple[str, ...], BeforeValidator(_listed)]
"""Words or phrases, separated by semicolons in a table."""


def _json_object(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        parsed = json.loads(value, parse_float=Decimal, parse_constant=int)  # int refuses NaN and Infinity
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise ValueError(f"is not JSON: {error}") from error
    if not isinstance(parsed, dict):
        raise ValueError('expected a JSON object such as {"n": 18}')
    return parsed


Numbers = Annotated[dict[str, Any], BeforeValidator(_json_object)]
"""The figures of a statement by name, a JSON object; decimals stay decimals."""
