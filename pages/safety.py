"""Safety: rates with their setting, long-term harms, interactions, misuse, approvals, help."""

from explainer.site import SAFETY
from explainer.ui.show import show

show(SAFETY)
