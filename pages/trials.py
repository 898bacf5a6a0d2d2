"""Trials: results of one condition as plots with their words, by outcome; one result in full (``?row=...``)."""

from explainer.site import TRIALS
from explainer.ui.show import show

show(TRIALS)
