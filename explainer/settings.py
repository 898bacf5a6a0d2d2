"""Folders of the project, and the settings of an operator: environment variables, all optional."""

import os
import tomllib
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "pages"
ASSETS = ROOT / "explainer" / "assets"
"""Folder of the logo, the wordmark and the style sheet."""

SITE_NAME = "Ketamine in evidence"


@lru_cache(maxsize=1)
def site_version() -> str:
    """Return the version of the site, as ``pyproject.toml`` has it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def data_dir() -> Path:
    """Return the folder of the site's tables and texts (``EXPLAINER_DATA``, default ``data/``)."""
    return Path(os.environ.get("EXPLAINER_DATA") or ROOT / "data")


def var_dir() -> Path:
    """Return the folder that the running site writes to: votes and secret key (``EXPLAINER_VAR``, default ``var/``)."""
    return Path(os.environ.get("EXPLAINER_VAR") or ROOT / "var")


def static_dir() -> Path:
    """Return the folder for compressed copies of Streamlit's static files (``EXPLAINER_STATIC``, default ``var/``)."""
    return Path(os.environ.get("EXPLAINER_STATIC") or ROOT / "var")
