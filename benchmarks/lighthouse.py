"""What Lighthouse says of every page: ``python -m benchmarks.lighthouse``.

npm's ``lighthouse``, a phone, applied throttling: slow 4G and a processor four times slower than this machine's, both
really slowed down while the page loads. Lighthouse is fetched once, into ``var/benchmarks/``; Node.js 18.16 or newer
and npm must be there. The version is the last that Node.js 18 and 20 can run; later ones want Node.js 22.19.

Aims: performance 85, accessibility, best practices and SEO 100. Below the scores stand the audits that failed, with how
many places they name. The performance score falls where other programs use the machine.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.cold_load import PATHS
from benchmarks.report import aims, options, publish, table
from benchmarks.servers import KEPT, empty, site
from tests.find_browser import find_browser

VERSION = "12.8.2"
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --no-first-run"
AIMS = {"performance": 85, "accessibility": 100, "best-practices": 100, "seo": 100}
SHOWN = {"first-contentful-paint": "first text", "largest-contentful-paint": "largest text",
         "total-blocking-time": "blocked", "speed-index": "speed index", "cumulative-layout-shift": "CLS"}  # fmt: skip
SECONDS = 300
MOST_PLACES = 3
EMPTY = "an empty app"


def program() -> Path:
    """Lighthouse's own script, fetched if it is not there yet. Raises :class:`RuntimeError` without Node.js."""
    folder = KEPT / f"lighthouse-{VERSION}"
    script = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not (shutil.which("npm") and shutil.which("node")):
        raise RuntimeError("Lighthouse needs Node.js (18.16 or newer) and npm")
    if not script.exists():
        quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
        command = ["npm", "install", "--prefix", str(folder), *quiet, f"lighthouse@{VERSION}"]
        subprocess.run(command, check=True, capture_output=True)
    return script


def report(url: str) -> dict[str, Any]:
    """Lighthouse's report on an address. Raises ``CalledProcessError`` where it can't make one."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.json"
        options = (f"--output-path={file}", "--output=json", "--quiet", f"--chrome-flags={FLAGS}")
        throttling = ("--throttling-method=devtools", f"--only-categories={','.join(AIMS)}")
        subprocess.run(
            ["node", str(program()), url, *options, *throttling],
            check=True,
            capture_output=True,
            timeout=SECONDS,
            env={**os.environ, "CHROME_PATH": find_browser()},
        )
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def score(found: Mapping[str, Any], category: str) -> str:
    """A score of 100 with a mark that says whether the aim is met."""
    value = found["categories"][category]["score"]
    if value is None:
        return "no score"
    return f"{round(100 * value)} {'✓' if round(100 * value) >= AIMS[category] else '✗'}"


def failed(found: Mapping[str, Any]) -> dict[str, str]:
    """Audits that cost a page points: what each asks for, with its category and the places it names."""
    costing: dict[str, str] = {}
    for category in AIMS:
        for part in found["categories"][category]["auditRefs"]:
            audit = found["audits"][part["id"]]
            counts = category != "performance" and part["weight"] > 0
            if counts and audit["score"] is not None and audit["score"] < 1:
                costing[f"{category}: {audit['title']}"] = places(audit)
    return costing


def places(audit: Mapping[str, Any]) -> str:
    """Where an audit failed, shortened."""
    items = (audit.get("details") or {}).get("items") or []
    named = [str((item.get("node") or {}).get("selector") or item.get("description") or item.get("url") or "")
             for item in items]  # fmt: skip
    more = f" and {len(items) - MOST_PLACES} more" if len(items) > MOST_PLACES else ""
    shown = "; ".join(f"`{name[:110]}`" for name in named[:MOST_PLACES] if name)
    return f"{audit.get('explanation') or ''} {shown}{more}".strip()


def reports(paths: Sequence[str], keep: Path | None) -> dict[str, dict[str, Any]]:
    """The report on an empty app and on each page, kept as a file too if asked."""
    found = {}
    with empty() as least, site() as server:
        for name, url in {EMPTY: least.address, **{path: server.address + path for path in paths}}.items():
            found[name] = report(url)
            if keep is not None:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{name.strip('/').replace('?', '-') or 'overview'}.json").write_text(json.dumps(found[name]))
    return found


def section(found: Mapping[str, Mapping[str, Any]]) -> str:
    """Scores of all pages, then what failed and where."""
    head = ("page", *(f"{category} (aim {aim})" for category, aim in AIMS.items()), *SHOWN.values())
    rows = [
        [path, *(score(page, category) for category in AIMS),
         *(page["audits"][audit].get("displayValue", "–") for audit in SHOWN)]
        for path, page in found.items()
    ]  # fmt: skip
    scores = f"Lighthouse {VERSION}, mobile, applied throttling\n\n{table(head, rows)}\n\n{aims(head, rows[1:])}"
    wanting = [(path, *audit) for path, page in found.items() if path != EMPTY for audit in failed(page).items()]
    return f"{scores}\n\n{table(('failed on', 'audit', 'where'), wanting, words=True)}" if wanting else scores


def main() -> None:
    """Measure the pages."""
    parser = options(__doc__)
    parser.add_argument("--pages", nargs="+", default=None, help="addresses, such as faq; all if left out")
    parser.add_argument("--keep", type=Path, default=None, help="a folder for the whole reports (JSON)")
    chosen = parser.parse_args()
    paths = PATHS if chosen.pages is None else [f"/{page}" for page in chosen.pages]
    publish("lighthouse", lambda: section(reports(paths, chosen.keep)), chosen.write)


if __name__ == "__main__":
    main()
