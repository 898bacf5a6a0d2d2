"""What a reader sees on a page."""

import re
from typing import Any

from streamlit.testing.v1 import AppTest


def words(page: AppTest) -> str:
    """All text of the page, in its order by kind."""
    kinds = (page.title, page.header, page.subheader, page.markdown, page.caption, page.info, page.warning, page.error)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def slips(page: AppTest) -> list[str]:
    """Insides of the program that a reader ought never to see ("None of them" is English)."""
    return re.findall(r"\bNone\b(?! [a-z])|\bnan\b|Decimal\(|Traceback|[{}]|<[A-Z][a-z]+ ", words(page))


def titled(alerts: Any) -> list[str]:
    """Titles of warnings or hints."""
    return [alert.proto.title for alert in alerts]


def links(page: AppTest) -> list[str]:
    """Labels of the links to pages of the site."""
    texts = (str(element.value) for element in page.markdown)
    return [label for text in texts for label in re.findall(r"\[((?:[^\[\]\\]|\\.)+)\]\(\./", text)]


def press(page: AppTest, label: str) -> AppTest:
    """Click the button with this label."""
    (button,) = [button for button in page.button if button.label == label]
    return button.click().run()
