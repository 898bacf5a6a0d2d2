"""The systemd unit and the container file name existing files, and secrets stay out of the image."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

from deploy.replicas import ROOT, Replicas

UNIT = (ROOT / "deploy" / "ketamine-in-evidence@.service").read_text()
CONTAINER = (ROOT / "deploy" / "Containerfile").read_text()
INSTALLED_IN = "/srv/ketamine-in-evidence"


def settings(name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", UNIT, re.MULTILINE)


def test_the_unit_starts_an_existing_program(tmp_path: Path) -> None:
    [start], [folder] = settings("ExecStart"), settings("WorkingDirectory")
    program, port = start.replace(INSTALLED_IN, str(ROOT)).split()
    assert os.access(program, os.X_OK)
    assert (folder, port) == (INSTALLED_IN, "%i")
    unit = tmp_path / "ketamine-in-evidence@8511.service"
    unit.write_text(UNIT.replace(INSTALLED_IN, str(ROOT)))
    analyze = shutil.which("systemd-analyze")
    if analyze is not None:  # only where systemd is
        done = subprocess.run([analyze, "verify", str(unit)], capture_output=True, text=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, "")


def test_the_replicas_of_the_tests_get_the_environment_of_the_unit(running: Replicas) -> None:
    given = {pair.partition("=")[0] for line in settings("Environment") for pair in line.split()}
    from_file = set(re.findall(r"^#   ([A-Z_]+)=", UNIT, re.MULTILINE))
    assert given | from_file == set(running.settings) - {"PYTHON"}
    assert settings("KillSignal") == ["SIGTERM"]
    [state] = settings("StateDirectory")
    assert {pair.partition("=")[2] for line in settings("Environment") for pair in line.split()} == {
        f"/var/lib/{state}"
    }


def test_the_container_file_copies_and_runs_existing_files() -> None:
    copied = re.findall(r"^COPY (\S+) (\S+) \./$", CONTAINER, re.MULTILINE)
    assert [(ROOT / name).is_file() for names in copied for name in names] == [True, True]
    [command] = re.findall(r'^CMD \["sh", "(.*)"\]$', CONTAINER, re.MULTILINE)
    assert (ROOT / command).is_file()
    [expression] = re.findall(r"sed -n '(.*?)' pyproject\.toml", CONTAINER)
    text = subprocess.run(["sed", "-n", expression, "pyproject.toml"], cwd=ROOT, capture_output=True, text=True).stdout
    optional = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert text.split() == optional["postgres"]


def test_votes_keys_and_history_stay_out_of_the_image() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert {"var", ".venv", ".git", "*.env"} <= set(ignored)
