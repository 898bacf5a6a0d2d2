"""Finds nginx. Run as a script, it gets it where it may."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

MISSING = (
    "nginx is needed for several replicas and is not installed. "
    "Debian or Ubuntu: sudo apt-get install nginx-light. Fedora: sudo dnf install nginx. macOS: brew install nginx."
)


class NoNginxError(RuntimeError):
    """There is no nginx on this machine."""

    def __init__(self) -> None:
        super().__init__(MISSING)


def find_nginx() -> str:
    """Path of nginx; its usual place is not on everybody's PATH. Raises :class:`NoNginxError`."""
    found = shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"]))
    if found is None:
        raise NoNginxError
    return found


def get_nginx() -> None:
    """Install it from the system's packages where we may, and leave it stopped."""
    if Path("/etc/debian_version").exists() and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "nginx-light"]):
            subprocess.run(command, env=environment, stdout=sys.stderr, stdin=subprocess.DEVNULL, timeout=600)


def main() -> int:
    """Print the path of nginx, getting it if need be; 1 if there is none in the end."""
    try:
        find_nginx()
    except NoNginxError:
        get_nginx()
    try:
        print(find_nginx())
        return 0
    except NoNginxError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
