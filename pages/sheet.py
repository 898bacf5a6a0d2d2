"""The sheet: one page for a condition, to print and take to the doctor (``?condition=ptsd``). Nothing is stored."""

from explainer.site import SHEET
from explainer.ui.show import show

show(SHEET)
