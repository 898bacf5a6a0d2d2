"""Run Lighthouse on every page: ``python -m benchmarks.lighthouse``.

It emulates a phone with applied throttling: while a page loads, the network is slowed to slow 4G and the processor to a
quarter of its speed. Lighthouse is downloaded once into ``var/benchmarks/``; that needs npm and Node.js 18.16 or newer.
This is the last version for Node.js 18 and 20; later versions need Node.js 22.19.

Each page is measured twice: with the app that starts soon, and with the app that starts when it is reached for, which
Lighthouse never does. The aims for performance are 85 and 97; for accessibility, best practices and SEO they are 100. A
second table lists the failed audits and the elements that failed. Other programs on the machine lower the performance
score, and the machine is slower on one day than on another: ``--before COMMIT`` measures each page of an older version
and of the app that starts soon in turn.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.cold_load import PATHS
from benchmarks.report import count_marks, options, publish, table
from benchmarks.servers import CACHE, empty, site
from benchmarks.setups import version_before
from tests.find_browser import find_browser

VERSION = "12.8.2"
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --no-first-run"
AIMS = {"performance": 85, "accessibility": 100, "best-practices": 100, "seo": 100}
"""Lowest scores for an app that starts soon."""
AIMS_OF = {"soon": AIMS, "reach": {**AIMS, "performance": 97}}
METRICS = {"first-contentful-paint": "first text", "largest-contentful-paint": "largest text",
         "total-blocking-time": "blocked", "speed-index": "speed index", "cumulative-layout-shift": "CLS"}  # fmt: skip
TIMEOUT_SECONDS = 300
MAX_PLACES = 3
EMPTY_APP = "an empty app"


def lighthouse_script() -> Path:
    """Return Lighthouse's script, downloading it if needed. Raises :class:`RuntimeError` without Node.js."""
    folder = CACHE / f"lighthouse-{VERSION}"
    script = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not (shutil.which("npm") and shutil.which("node")):
        raise RuntimeError("Lighthouse needs Node.js (18.16 or newer) and npm")
    if not script.exists():
        quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
        command = ["npm", "install", "--prefix", str(folder), *quiet, f"lighthouse@{VERSION}"]
        subprocess.run(command, check=True, capture_output=True)
    return script


def run_lighthouse(url: str) -> dict[str, Any]:
    """Return Lighthouse's report on an address. Raises ``CalledProcessError`` if Lighthouse fails."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.json"
        options = (f"--output-path={file}", "--output=json", "--quiet", f"--chrome-flags={FLAGS}")
        throttling = ("--throttling-method=devtools", f"--only-categories={','.join(AIMS)}")
        subprocess.run(
            ["node", str(lighthouse_script()), url, *options, *throttling],
            check=True,
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
            env={**os.environ, "CHROME_PATH": find_browser()},
        )
        report: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return report


def score(report: Mapping[str, Any], category: str, aim: int) -> str:
    """Return the score of a category (0 to 100), with ✓ if it meets its aim, else ✗."""
    value = report["categories"][category]["score"]
    if value is None:
        return "no score"
    return f"{round(100 * value)} {'✓' if round(100 * value) >= aim else '✗'}"


def failed_audits(report: Mapping[str, Any]) -> dict[str, str]:
    """Return the audits that lower a score other than performance: category and title, and where they failed."""
    failed: dict[str, str] = {}
    for category in AIMS:
        for part in report["categories"][category]["auditRefs"]:
            audit = report["audits"][part["id"]]
            counts = category != "performance" and part["weight"] > 0
            if counts and audit["score"] is not None and audit["score"] < 1:
                failed[f"{category}: {audit['title']}"] = places(audit)
    return failed


def places(audit: Mapping[str, Any]) -> str:
    """Describe in short where an audit failed."""
    items = (audit.get("details") or {}).get("items") or []
    names = [str((item.get("node") or {}).get("selector") or item.get("description") or item.get("url") or "")
             for item in items]  # fmt: skip
    more = f" and {len(items) - MAX_PLACES} more" if len(items) > MAX_PLACES else ""
    listed = "; ".join(f"`{name[:110]}`" for name in names[:MAX_PLACES] if name)
    return f"{audit.get('explanation') or ''} {listed}{more}".strip()


def reports(paths: Sequence[str], mode: str, keep: Path | None) -> dict[str, dict[str, Any]]:
    """Return the reports on an empty app and on each page; with a folder ``keep``, also write them there."""
    with empty() as empty_app, site(EXPLAINER_APP=mode) as server:
        urls = {EMPTY_APP: empty_app.address, **{path: server.address + path for path in paths}}
        return {name: report_on(url, name, mode, keep) for name, url in urls.items()}


def report_on(url: str, name: str, mode: str, keep: Path | None) -> dict[str, Any]:
    """Return the report on an address; with a folder ``keep``, also write it there."""
    made = run_lighthouse(url)
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{mode}-{name.strip('/').replace('?', '-') or 'overview'}.json").write_text(json.dumps(made))
    return made


def measure_before(paths: Sequence[str], commit: str) -> str:
    """Measure each page of an older version and of this one in turn, and return the table of both."""
    rows = []
    with version_before(commit) as root, site(root=root) as old, site(EXPLAINER_APP="soon") as new:
        for path in paths:
            pair = [run_lighthouse(server.address + path) for server in (old, new)]
            scores = [round(100 * each["categories"]["performance"]["score"]) for each in pair]
            blocked = [each["audits"]["total-blocking-time"]["displayValue"] for each in pair]
            rows.append([path, *map(str, scores), *blocked])
    head = ("page", f"performance, {commit}", "performance, now", f"blocked, {commit}", "blocked, now")
    return table(head, rows)


def section(all_reports: Mapping[str, Mapping[str, Any]], mode: str) -> str:
    """Return the table of scores and, if any audit failed, the table of failed audits."""
    aims = AIMS_OF[mode]
    head = ("page", *(f"{category} (aim {aim})" for category, aim in aims.items()), *METRICS.values())
    rows = [
        [path, *(score(page, category, aim) for category, aim in aims.items()),
         *(page["audits"][audit].get("displayValue", "–") for audit in METRICS)]
        for path, page in all_reports.items()
    ]  # fmt: skip
    title = f"`EXPLAINER_APP={mode}`; Lighthouse {VERSION}, mobile, applied throttling"
    scores = f"{title}\n\n{table(head, rows)}\n\n{count_marks(head, rows[1:])}"
    failed = [
        (path, *audit)
        for path, page in all_reports.items()
        if path != EMPTY_APP
        for audit in failed_audits(page).items()
    ]
    return f"{scores}\n\n{table(('failed on', 'audit', 'where'), failed, words=True)}" if failed else scores


def measure_mode(paths: Sequence[str], mode: str, keep: Path | None) -> str:
    """Measure the pages while the app starts as ``mode`` says, and return their section."""
    return section(reports(paths, mode, keep), mode)


def main() -> None:
    """Measure the pages."""
    parser = options(__doc__)
    parser.add_argument("--pages", nargs="+", default=None, help="paths, such as faq; default: all")
    parser.add_argument("--modes", nargs="+", choices=AIMS_OF, default=list(AIMS_OF))
    parser.add_argument("--before", default="", help="compare with this commit instead")
    parser.add_argument("--keep", type=Path, default=None, help="folder for the complete reports (JSON)")
    arguments = parser.parse_args()
    paths = PATHS if arguments.pages is None else [f"/{page}" for page in arguments.pages]
    if arguments.before:
        publish("lighthouse before", lambda: measure_before(paths, arguments.before), arguments.write)
        return
    for mode in arguments.modes:
        measure = partial(measure_mode, paths, mode, arguments.keep)
        publish(f"lighthouse {mode}", measure, arguments.write)


if __name__ == "__main__":
    main()
