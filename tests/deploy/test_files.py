"""The unit and the container file name nothing that isn't there, and leave out what must not leave the machine."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

from deploy.replicas import ROOT, Replicas

UNIT = (ROOT / "deploy" / "ketamine-in-evidence@.service").read_text()
CONTAINER = (ROOT / "deploy" / "Containerfile").read_text()
PLACE = "/srv/ketamine-in-evidence"


def of_unit(name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", UNIT, re.MULTILINE)


def test_the_unit_starts_a_program_that_is_there(tmp_path: Path) -> None:
    [start], [folder] = of_unit("ExecStart"), of_unit("WorkingDirectory")
    program, port = start.replace(PLACE, str(ROOT)).split()
    assert os.access(program, os.X_OK)
    assert (folder, port) == (PLACE, "%i")
    unit = tmp_path / "ketamine-in-evidence@8511.service"
    unit.write_text(UNIT.replace(PLACE, str(ROOT)))
    analyze = shutil.which("systemd-analyze")
    if analyze is not None:  # only where systemd is
        done = subprocess.run([analyze, "verify", str(unit)], capture_output=True, text=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, "")


def test_the_replicas_of_the_other_tests_run_with_what_the_unit_gives_them_and_nothing_else(running: Replicas) -> None:
    given = {pair.partition("=")[0] for line in of_unit("Environment") for pair in line.split()}
    from_file = set(re.findall(r"^#   ([A-Z_]+)=", UNIT, re.MULTILINE))
    assert given | from_file == set(running.settings) - {"PYTHON"}
    assert of_unit("KillSignal") == ["SIGTERM"]
    [state] = of_unit("StateDirectory")
    assert {pair.partition("=")[2] for line in of_unit("Environment") for pair in line.split()} == {f"/var/lib/{state}"}


def test_the_container_file_copies_and_runs_what_is_there() -> None:
    copied = re.findall(r"^COPY (\S+) (\S+) \./$", CONTAINER, re.MULTILINE)
    assert [(ROOT / name).is_file() for names in copied for name in names] == [True, True]
    [command] = re.findall(r'^CMD \["sh", "(.*)"\]$', CONTAINER, re.MULTILINE)
    assert (ROOT / command).is_file()
    [expression] = re.findall(r"sed -n '(.*?)' pyproject\.toml", CONTAINER)
    found = subprocess.run(["sed", "-n", expression, "pyproject.toml"], cwd=ROOT, capture_output=True, text=True).stdout
    optional = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert found.split() == optional["postgres"]


def test_votes_keys_and_history_stay_out_of_the_image() -> None:
    left_out = (ROOT / ".dockerignore").read_text().splitlines()
    assert {"var", ".venv", ".git", "*.env"} <= set(left_out)
