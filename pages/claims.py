"""Claims: what popular articles say, each with a verdict and its evidence; one claim (``?claim=...``)."""

from explainer.site import CLAIMS
from explainer.ui.show import show

show(CLAIMS)
