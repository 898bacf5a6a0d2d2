"""Where things are, and the few things an operator may set (all by environment variable, all optional)."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "pages"
ASSETS = ROOT / "explainer" / "assets"
"""The mark and the wordmark of the site, as SVG."""

SITE_NAME = "Ketamine in evidence"


def data_dir() -> Path:
    """Folder of the tables and texts the site says (``EXPLAINER_DATA``, default ``data/``)."""
    return Path(os.environ.get("EXPLAINER_DATA") or ROOT / "data")


def var_dir() -> Path:
    """Folder for what the running site writes: votes and the secret key (``EXPLAINER_VAR``, default ``var/``)."""
    return Path(os.environ.get("EXPLAINER_VAR") or ROOT / "var")


def static_dir() -> Path:
    """Folder of the compressed copies of Streamlit's static files (``EXPLAINER_STATIC``, default ``var/``)."""
    return Path(os.environ.get("EXPLAINER_STATIC") or ROOT / "var")
