"""Overview: what ketamine is, all conditions in one picture, what is approved, how to read this site, help."""

from explainer.site import OVERVIEW
from explainer.ui.show import show

show(OVERVIEW)
