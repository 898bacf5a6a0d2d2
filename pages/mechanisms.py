"""How it works: the chain from dose to effect, mechanisms by conditions, and what the body does (``?step=...``)."""

from explainer.site import MECHANISMS
from explainer.ui.show import show

show(MECHANISMS)
