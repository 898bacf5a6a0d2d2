"""``python -m explainer.views.pictures``: draw the pictures of all pages ahead of the first start (``make pictures``).

A server that finds them on disk imports nothing that draws, until a filter asks for a picture that nobody has seen.
"""

import sys

from explainer.charts.kept import pictures_dir
from explainer.charts.preview import preview_png
from explainer.content import Content, ContentError, content
from explainer.site import PAGES
from explainer.views.html import html
from explainer.views.pages import addresses, view
from explainer.views.preview import condition_preview, page_preview


def draw_all(content: Content) -> None:
    """Draw the pictures of every page, of everything that it opens, and those that other sites show of links."""
    for page, state in addresses(content):
        html(view(content, page, state).blocks)
    for page in PAGES:
        preview_png(page_preview(content, page))
    for condition in content.conditions:
        preview_png(condition_preview(content, condition))


def main() -> int:
    """Draw them and say where they are; 1, with every fault printed, if the data has faults."""
    try:
        draw_all(content())
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Pictures: {sum(1 for _ in pictures_dir().iterdir())} files in {pictures_dir()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
