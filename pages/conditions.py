"""Conditions: the table with its filters, or one condition in full (``?condition=ptsd``)."""

from explainer.site import CONDITIONS
from explainer.ui.show import show

show(CONDITIONS)
