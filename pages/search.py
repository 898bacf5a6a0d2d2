"""Search: everything on the site with an address of its own, by kind (``?for=ptsd``)."""

from explainer.site import SEARCH
from explainer.ui.show import show

show(SEARCH)
