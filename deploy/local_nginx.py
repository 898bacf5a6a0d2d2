"""Run an nginx of one's own from a folder, with the files of ``deploy/nginx``, without touching the machine's nginx."""

import getpass
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from deploy.find_nginx import find_nginx

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
MAIN = """
{user}
daemon off;
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log warn;
events {{ worker_connections 4096; }}
http {{
    default_type application/octet-stream;
    sendfile on;
    tcp_nopush on;
    {temporary}
    {http_block}
}}
"""
SITE = """
    include {root}/deploy/nginx/http.conf;
    proxy_cache_path cache levels=1:2 keys_zone=pages:10m max_size=500m inactive=1d use_temp_path=off;
    upstream replicas {{
        zone replicas 128k;
        hash $remote_addr consistent;
        {servers}
        keepalive 32;
    }}
    server {{
        listen 127.0.0.1:{port};
        add_header X-Replica $upstream_addr always;
        add_header X-Cache $upstream_cache_status always;
        include {root}/deploy/nginx/server.conf;
        include {root}/deploy/nginx/answers.conf;
        include {root}/deploy/nginx/{place}.conf;
    }}
"""


def site_block(port: int, replicas: Iterable[int], place: str = "at_root") -> str:
    """Return the http block for replicas at these ports of this machine; ``place`` names a file of ``deploy/nginx``."""
    servers = " ".join(f"server 127.0.0.1:{each} max_fails=1 fail_timeout=5s;" for each in replicas)
    return SITE.format(root=ROOT, port=port, place=place, servers=servers)


def start_nginx(folder: Path, http_block: str) -> "subprocess.Popen[bytes]":
    """Start nginx with this http block; all its files are in ``folder``, which is made if it is not there.

    Raises :class:`deploy.find_nginx.NoNginxError`.
    """
    nginx = find_nginx()
    folder.mkdir(parents=True, exist_ok=True)
    config = MAIN.format(
        user=f"user {getpass.getuser()};" if os.geteuid() == 0 else "",
        folder=folder,
        temporary=" ".join(f"{kind}_temp_path {folder}/{kind};" for kind in KINDS),
        http_block=http_block,
    )
    (folder / "nginx.conf").write_text(config)
    command = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with (folder / "nginx-output.log").open("ab") as log:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
