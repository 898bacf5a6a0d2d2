"""Reads ``data/``, checks it, and hands out typed records. Knows nothing of Streamlit."""

from explainer.content.faults import ContentError, Fault
from explainer.content.load import content, load
from explainer.content.model import Content

__all__ = ["Content", "ContentError", "Fault", "content", "load"]
