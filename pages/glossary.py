"""Glossary: every scale and word of the field in plain words; one of them first (``?term=madrs``)."""

from explainer.site import GLOSSARY
from explainer.ui.show import show

show(GLOSSARY)
