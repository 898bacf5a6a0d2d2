"""What pages say, as plain text: ``python -m explainer.views.text "/conditions?condition=ptsd"``.

Without an address every page is printed, and everything that a page opens, each below a line with its address.
"""

import sys
from collections.abc import Iterator

from explainer.content import Content, ContentError, content
from explainer.find.state import State
from explainer.site import CONDITIONS, HOME, MECHANISMS, SEARCH, SHEET, SOURCES, TRIALS, SitePage, page_named
from explainer.views.pages import addresses, view
from explainer.views.sources import A_PAGE
from explainer.views.text import text
from explainer.views.trial_card import result_blocks

OPENED_ALONE = (CONDITIONS, TRIALS, MECHANISMS, SHEET)
"""Pages that show something only when it is opened; the others list everything."""
MARK = "=== "
"""What a line with an address begins with."""


def say(data: Content, address: str) -> str:
    """The words of one address. Raises ``KeyError`` for a page that is not there."""
    path, _, query = address.partition("?")
    page = page_named(path.strip("/") or HOME.name)
    return text(view(data, page, State.from_query(query)).blocks)


def everything(data: Content) -> Iterator[tuple[str, str]]:
    """Addresses that together say everything, each once, with their words; the search has none of its own."""
    for page, state in addresses(data):
        if page is not SEARCH and (page in OPENED_ALONE or not state.values):
            yield _address(page, state), text(view(data, page, state).blocks)
    for number in range(2, -(-len(data.sources) // A_PAGE) + 1):
        state = State.of(leaf=str(number))
        yield _address(SOURCES, state), text(view(data, SOURCES, state).blocks)
    for rows in (data.results, data.pooled):
        for row in rows:
            yield f"/trials?row={row.id}", text(result_blocks(data, row))


def _address(page: SitePage, state: State) -> str:
    query = {key: values[-1] for key, values in state.values}
    return page.address(**query).removeprefix(".")


def main(arguments: list[str]) -> int:
    """Print one address, or all."""
    try:
        data = content()
        for address in arguments:
            print(say(data, address))
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyError as error:
        print(f"there is no page {error}", file=sys.stderr)
        return 1
    for address, words in () if arguments else everything(data):
        print(f"{MARK}{address}\n{words}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
