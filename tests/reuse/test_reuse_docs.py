"""The lines of docs/reuse.md, run as they stand there against a real server."""

import io
import json
import re
import shlex
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from explainer.content import Content
from explainer.settings import ROOT
from tests.browser.server import Server

EXAMPLE = "https://example.org"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server below a path, as the hardest case."""
    folder = tmp_path_factory.mktemp("reuse")
    server = Server(folder / "var", folder / "log", base="/ketamine")
    try:
        yield server.start()
    finally:
        server.stop()


def lines(language: str) -> list[str]:
    text = (ROOT / "docs" / "reuse.md").read_text(encoding="utf-8")
    found = re.findall(rf"```{language}\n(.*?)\n```", text, re.DOTALL)
    assert found and all("\n" not in line for line in found)
    return found


def run(line: str, site: Server, folder: Path) -> bytes:
    command = shlex.split(line.replace(EXAMPLE, site.address))
    return subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=60).stdout


def test_pandas_loads_csv_and_parquet_in_one_line(site: Server, site_content: Content) -> None:
    csv_line, parquet_line = (line.replace(EXAMPLE, site.address) for line in lines("python"))
    names: dict[str, Any] = {"pd": pd}
    exec(csv_line, names)
    assert list(names["trials"]["id"]) == list(site_content.trials)
    assert names["trials"]["n_randomised"].sum() == sum(row.n_randomised or 0 for row in site_content.trials.values())
    exec(parquet_line, names)
    assert list(names["results"]["id"]) == [row.id for row in site_content.results]
    assert names["results"]["safe_for_icons"].dtype == bool


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl here")
def test_curl_loads_a_record_a_filtered_table_and_the_package(site: Server, tmp_path: Path) -> None:
    record, table, package = (run(line, site, tmp_path) for line in lines("sh"))
    assert json.loads(record)["id"] == "ptsd"
    rows = pd.read_csv(io.BytesIO(table))
    assert len(rows) > 3 and set(rows["route"]) == {"IN"} and rows["n_randomised"].min() >= 200
    assert package == b""
    with zipfile.ZipFile(tmp_path / "data.zip") as archive:
        assert "datapackage.json" in archive.namelist()


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="no R here")
def test_r_loads_a_table(site: Server) -> None:
    (line,) = lines("r")
    code = f"{line.replace(EXAMPLE, site.address)}; cat(nrow(trials))"
    done = subprocess.run(["Rscript", "-e", code], capture_output=True, check=True, text=True, timeout=60)
    assert int(done.stdout) > 100


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl here")
def test_the_whole_server_caches_and_compresses_and_links_all_of_it(site: Server, tmp_path: Path) -> None:
    head = run(f"curl -sS -I --compressed {EXAMPLE}/api/v1/results", site, tmp_path).decode()
    assert "200" in head.splitlines()[0]
    assert {"content-encoding", "last-modified"} <= {line.partition(":")[0].lower() for line in head.splitlines()}
    tag = re.search(r"(?i:etag): (\S+)", head)
    assert tag is not None
    again = ["curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}", "-H", f"If-None-Match: {tag[1]}"]
    seen = subprocess.run([*again, f"{site.address}/api/v1/results"], capture_output=True, text=True, check=True).stdout
    assert seen == "304"
    page = run(f"curl -sS {EXAMPLE}/sources", site, tmp_path).decode()
    links = set(re.findall(r'href="\./((?:data|api|download)/[^"]*)"', page))
    assert len(links) > 4
    for link in links:
        assert run(f"curl -sS -f -o /dev/null -w %{{http_code}} {EXAMPLE}/{link}", site, tmp_path) == b"200", link
    about = run(f"curl -sS -I {EXAMPLE}/api/v1/", site, tmp_path).decode().lower()
    assert "default-src 'none'" in about and "x-content-type-options: nosniff" in about
