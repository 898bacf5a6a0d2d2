"""Counts of people and the percentage printed beside them, held together."""

from decimal import Decimal

SLACK = Decimal("0.5")


def share_problems(
    columns: tuple[str, str, str], events: int | None, people: int | None, percent: Decimal | None
) -> list[tuple[str, str]]:
    """Return the faults of one group as ``(column, message)``: more events than people, or a wrong percentage.

    ``columns`` are the names of the three columns. The percentage may be rounded to the digits that are printed: 26 of
    227 is 11.5 or 11, not 11.4 or 12.
    """
    events_column, people_column, percent_column = columns
    if events is None or people is None:
        return []
    if events > people:
        return [(events_column, f"{events} is above {people_column} {people}")]
    if percent is None or not people:
        return []
    exact = Decimal(100 * events) / people
    digits = int(percent.as_tuple().exponent)
    if abs(exact - percent) <= SLACK.scaleb(digits):
        return []
    return [(percent_column, f"{percent} is not {events_column} {events} of {people_column} {people}: {exact:.2f}")]
