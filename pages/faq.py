"""Questions people ask: expandable answers, a search over them, and the poll under each (``?q=is-it-safe``)."""

from explainer.site import FAQ
from explainer.ui.show import show

show(FAQ)
