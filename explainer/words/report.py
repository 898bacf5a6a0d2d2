"""What a reader sends who found a wrong number: the address of a prefilled issue, or lines to copy into a message."""

from dataclasses import dataclass
from urllib.parse import urlencode

LONGEST = 600
"""Most characters of the figure's sentence in an address: browsers and forges cut long addresses."""


@dataclass(frozen=True)
class Shown:
    """A figure as a page shows it: the address of the page, the sentence with the figure, and the id of its row."""

    page: str
    figure: str
    row: str


def issue_address(repository: str, shown: Shown) -> str:
    """Return the address that opens a new issue in the repository, with page, figure and row filled in.

    The keys are the ids of the fields in ``.github/ISSUE_TEMPLATE/wrong-number.yml``; GitHub fills them from the query.
    """
    figure = shown.figure if len(shown.figure) <= LONGEST else f"{shown.figure[: LONGEST - 1]}…"
    query = {
        "template": "wrong-number.yml",
        "title": f"Wrong number: {shown.row}",
        "page": shown.page,
        "figure": figure,
        "row": shown.row,
    }
    return f"{repository}/issues/new?{urlencode(query)}"


def message_lines(shown: Shown) -> tuple[str, ...]:
    """Return the same as lines of a message, with room for what the reader read."""
    return (
        "Wrong number",
        f"Page: {shown.page}",
        f"Row: {shown.row}",
        f"The site says: {shown.figure}",
        "I read instead:",
        "Where I read it (address, and table or page):",
    )
