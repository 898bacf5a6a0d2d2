"""Differences in words: a size and the side that it favours, never a sign."""

from decimal import Decimal

Number = Decimal | float


def sided(value: Number, drug: str = "ketamine", *, spec: str = "", unit: str = "") -> str:
    """``2.5 in favour of ketamine`` for 2.5, ``2.5 in favour of the comparison`` for -2.5, ``0`` for 0.

    ``value`` is a difference with the drug's side up; ``spec`` formats its size, after which the ``unit`` follows.
    """
    size = f"{abs(value):{spec}}"
    if not float(size):
        return f"{size}{unit}"
    return f"{size}{unit} in favour of {drug if value > 0 else 'the comparison'}"


def span(low: Number, high: Number, drug: str = "ketamine", *, spec: str = "") -> str:
    """Ends of an interval: sizes alone where both lie on one side, ``1 to 4``, else each with its side.

    For use after :func:`sided` of the estimate, which already names the side where both ends lie on one side.
    """
    if low >= 0 or high <= 0:
        near, far = (low, high) if low >= 0 else (high, low)
        return f"{abs(near):{spec}} to {abs(far):{spec}}"
    return f"from {sided(low, drug, spec=spec)} to {sided(high, drug, spec=spec)}"
