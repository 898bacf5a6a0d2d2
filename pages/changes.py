"""What changed: trials, events and approvals since a year, and what was done on the site itself (``?since=2024``)."""

from explainer.site import CHANGES
from explainer.ui.show import show

show(CHANGES)
