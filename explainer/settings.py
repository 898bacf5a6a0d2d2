"""Folders of the project, and the settings of an operator: environment variables, all optional."""

import os
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

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


AppChoice = Literal["auto", "soon", "reach"]


class SettingError(ValueError):
    """A setting that can't be meant; its message names the variable, what it holds and what it may hold."""


@dataclass(frozen=True)
class AppSetting:
    """When the app starts in a reader's browser, and above which limits ``auto`` means *reach*."""

    when: AppChoice = "auto"
    sessions: int = 100
    """Open apps. A process holds about 200, and pages on their way start theirs within the next minute."""
    lag_ms: int = 50
    """How late the event loop may wake. A press waits for it twice, and 100 ms are felt as at once."""


@lru_cache(maxsize=1)
def app_setting() -> AppSetting:
    """Return ``EXPLAINER_APP``, ``EXPLAINER_SOON_SESSIONS`` and ``EXPLAINER_SOON_LAG_MS``. Raises ``SettingError``."""
    when = os.environ.get("EXPLAINER_APP") or AppSetting.when
    for choice in get_args(AppChoice):
        if when == choice:
            return AppSetting(
                choice,
                _number("EXPLAINER_SOON_SESSIONS", AppSetting.sessions),
                _number("EXPLAINER_SOON_LAG_MS", AppSetting.lag_ms),
            )
    raise SettingError(f"EXPLAINER_APP is {when!r}; it must be one of {', '.join(get_args(AppChoice))}")


def _number(name: str, default: int) -> int:
    text = os.environ.get(name) or str(default)
    if not text.isascii() or not text.isdigit():
        raise SettingError(f"{name} is {text!r}; it must be a whole number, such as {default}")
    return int(text)
