"""Other uses: what is known of uses that are not conditions of this site."""

from explainer.site import OTHER_USES
from explainer.ui.show import show

show(OTHER_USES)
