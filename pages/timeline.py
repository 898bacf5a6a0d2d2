"""Timeline: dated events as a picture with lanes and as a list; one event in full (``?event=...``)."""

from explainer.site import TIMELINE
from explainer.ui.show import show

show(TIMELINE)
