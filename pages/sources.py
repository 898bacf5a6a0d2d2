"""Sources: every publication, label, law and page, with its links and what rests on it (``?source=...``)."""

from explainer.site import SOURCES
from explainer.ui.show import show

show(SOURCES)
