"""nginx in front of the site, as `deploy/` has it."""

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.served import free_port

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
NAME = "qala.example.kz"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate of our own for the name of the site."""
    folder = tmp_path_factory.mktemp("ssl")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
               "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", "privkey.pem", "-out", "fullchain.pem"]  # fmt: skip
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=60)
    return folder


@pytest.fixture(scope="module")
def trust(certificate: Path) -> ssl.SSLContext:
    """Trusts that certificate alone."""
    return ssl.create_default_context(cafile=str(certificate / "fullchain.pem"))


def opened(port: int) -> None:
    """Waits until something listens."""
    for _ in range(900):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"nothing listens on {port}")


def fronted(site: int, certificate: Path, folder: Path) -> Iterator[tuple[int, int]]:
    """nginx by deploy/nginx/qala.conf in front of a port, on two ports of its own: HTTP and HTTPS."""
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    if not Path(program).is_file():
        pytest.skip("nginx is not installed: apt-get install nginx")
    plain, secure = free_port(), free_port()
    written = (DEPLOY / "nginx/qala.conf").read_text()
    for before, after in (
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen [::]:80;", ""),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{secure} ssl http2;"),
        ("listen [::]:443 ssl http2;", ""),
        ("/etc/nginx/qala-upstream.conf", f"{folder}/qala-upstream.conf"),
        ("/etc/ssl/qala", str(certificate)),
    ):
        assert before in written
        written = written.replace(before, after)
    (folder / "qala.conf").write_text(written)
    upstream = (DEPLOY / "nginx/qala-upstream.conf").read_text()
    (folder / "qala-upstream.conf").write_text(upstream.replace("127.0.0.1:8000", f"127.0.0.1:{site}"))
    own = "".join(f"{one}_temp_path {folder}/{one};\n" for one in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log;\n"
        + ("user root;\n" if folder.owner() == "root" else "")
        + "events {}\n"
        + f"http {{ access_log {folder}/access.log; {own} include {folder}/qala.conf; }}\n"
    )
    command = [program, "-e", f"{folder}/error.log", "-p", str(folder), "-c", f"{folder}/nginx.conf"]
    subprocess.run([*command, "-t"], check=True, capture_output=True, timeout=30)
    server = subprocess.Popen(command)
    try:
        opened(secure)
        yield plain, secure
    finally:
        server.terminate()
        server.wait(timeout=20)
