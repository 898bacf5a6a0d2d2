"""Folders of the project, and the settings of an operator: environment variables, all optional."""

import os
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network
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


class SettingError(ValueError):
    """A setting has a value that the site can't use. The message names the setting, its value, and a right one."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        super().__init__(f"{name} is {value!r}: expected {expected}")


AppChoice = Literal["auto", "soon", "reach"]


@dataclass(frozen=True)
class AppSetting:
    """When the app starts in a reader's browser, and above which limits ``auto`` means *reach*."""

    when: AppChoice = "auto"
    sessions: int = 100
    """Open apps. A process holds about 200, and pages on their way start theirs within the next minute."""
    starts: int = 10
    """Apps that start within ten seconds. A start takes a quarter of a second of a core or more."""
    lag_ms: int = 50
    """How late the event loop may wake. A press waits for it twice, and 100 ms are felt as at once."""


@lru_cache(maxsize=1)
def app_setting() -> AppSetting:
    """Return ``EXPLAINER_APP`` and ``EXPLAINER_SOON_SESSIONS``, ``_STARTS``, ``_LAG_MS``. Raises ``SettingError``."""
    when = os.environ.get("EXPLAINER_APP") or AppSetting.when
    for choice in get_args(AppChoice):
        if when == choice:
            return AppSetting(
                choice,
                whole_number("EXPLAINER_SOON_SESSIONS", AppSetting.sessions),
                whole_number("EXPLAINER_SOON_STARTS", AppSetting.starts),
                whole_number("EXPLAINER_SOON_LAG_MS", AppSetting.lag_ms),
            )
    raise SettingError("EXPLAINER_APP", when, f"one of {', '.join(get_args(AppChoice))}")


def whole_number(name: str, default: int) -> int:
    """Return a setting that is a whole number, ``default`` if it is not set. Raises :class:`SettingError`."""
    text = os.environ.get(name) or str(default)
    if not text.isascii() or not text.isdigit():
        raise SettingError(name, text, f"a whole number, such as {default}")
    return int(text)


_ADDRESS = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?(?:/[A-Za-z0-9._~-]+)*/?")


def own_address(base: str = "") -> str:
    """Return the address that the site calls itself by (``EXPLAINER_ADDRESS``), with a slash at its end.

    It is empty if the setting is: then the site calls itself as the request does. ``base`` is the site's own path on
    its server; the address must end with it. Raises :class:`SettingError`.
    """
    value = os.environ.get("EXPLAINER_ADDRESS", "").strip()
    if not value:
        return ""
    address = value.rstrip("/") + "/"
    if not _ADDRESS.fullmatch(value) or not address.endswith(f"{base}/"):
        raise SettingError("EXPLAINER_ADDRESS", value, f"an address such as https://evidence.example.org{base}/")
    return address


def metrics_readers() -> tuple[IPv4Network | IPv6Network, ...]:
    """Return the networks that may read ``/_stcore/metrics`` (``EXPLAINER_METRICS_FROM``); by default none.

    Raises :class:`SettingError`.
    """
    value = os.environ.get("EXPLAINER_METRICS_FROM", "")
    try:
        return tuple(ip_network(part.strip()) for part in value.split(",") if part.strip())
    except ValueError:
        expected = "addresses or networks with commas between them, such as 127.0.0.1, 10.0.0.0/8"
        raise SettingError("EXPLAINER_METRICS_FROM", value, expected) from None
