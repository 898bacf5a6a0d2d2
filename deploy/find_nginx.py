"""Find nginx. Run as a script, it also installs nginx if it may."""

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
    """nginx is not installed."""

    def __init__(self) -> None:
        super().__init__(MISSING)


def find_nginx() -> str:
    """Return the path of nginx, also where its usual folders are not in PATH. Raises :class:`NoNginxError`."""
    nginx = shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"]))
    if nginx is None:
        raise NoNginxError
    return nginx


def install_nginx() -> None:
    """Install nginx on Debian or Ubuntu if we are root, without starting it."""
    if Path("/etc/debian_version").exists() and os.geteuid() == 0:
        # In runlevel 1 the package does not start nginx.
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "nginx-light"]):
            subprocess.run(command, env=environment, stdout=sys.stderr, stdin=subprocess.DEVNULL, timeout=600)


def main() -> int:
    """Print the path of nginx, after installing it if needed; return 1 if there is none."""
    try:
        find_nginx()
    except NoNginxError:
        install_nginx()
    try:
        print(find_nginx())
        return 0
    except NoNginxError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
