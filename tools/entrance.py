"""Makes the environment that a command needs, then runs the command in it. Standard library only.

The environment is `.venv`, made by uv from uv.lock; uv itself is a wheel from the configured package index, pinned by
its digest. `.venv/.qala` says which lock file and groups it was made for: while that holds, nothing is set up again.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / ".qala"
UV_VERSION = "0.13.9"
UV_WHEELS = {
    "x86_64": (
        "uv-0.13.9-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
    ),
    "aarch64": (
        "uv-0.13.9-py3-none-manylinux_2_28_aarch64.whl",
        "ecb6028d79dc96fbeafffe5c8af62a7099487ebc05a701e76714eebcffd06375",
    ),
}
GROUPS = {"test": ("test",), "lint": ("test", "lint"), "bench": ("test",)}
SYSTEM_PACKAGES = {
    "test": (
        ("usr/bin/chromium", "chromium"),
        ("usr/lib/postgresql/*/bin/postgres", "postgresql"),
        ("usr/sbin/nginx", "nginx"),
        ("usr/lib/*/libatomic.so.1", "libatomic1"),
        ("usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "fonts-dejavu-core"),
    )
}
"""What a task needs of the system: a file that is there when it is, and the Debian package that brings it.

The browser's driver is built on libatomic; the pictures of pages need one font with all Kazakh letters.
"""


class Missing(Exception):
    """Something that the machine lacks; one sentence that says what and how to get it."""


def main(arguments: list[str]) -> int:
    """Sets up what the first argument needs and runs it; returns its exit code."""
    task = arguments[0] if arguments else ""
    try:
        ensure_environment(GROUPS.get(task, ()))
        ensure_system_packages(SYSTEM_PACKAGES.get(task, ()))
    except Missing as missing:
        sys.stderr.write(f"qala: {missing}\n")
        return 2
    return run(task, arguments)


def run(task: str, arguments: list[str]) -> int:  # noqa: RET503 - it ends by becoming another program
    """Runs a task of the house, or hands over to the command `qala`."""
    python = str(VENV / "bin" / "python")
    if task == "lint":
        return lint(python)
    command = ["-m", "qala", *arguments]
    if task == "test":
        command = ["-m", "pytest", *test_options(arguments[1:])]
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each of the many processes would compile all that it imports
    elif task == "bench":
        command = ["-m", "benchmarks", *arguments[1:]]
    if task in ("test", "bench"):
        os.chdir(ROOT)
    sys.stdout.flush()
    os.execv(python, [python, *command])  # noqa: S606


def test_options(arguments: list[str]) -> list[str]:
    """What pytest is asked: everything but what takes long, a file at a time on each core, unless asked otherwise."""
    rest = [argument for argument in arguments if argument != "--long"]
    short = [] if len(rest) < len(arguments) else ["-m", "not long"]
    spread = [] if any(argument.startswith(("-n", "--pdb", "-p")) for argument in rest) else ["-n", "auto"]
    return [*short, *spread, "--dist", "loadfile", *rest]


def lint(python: str) -> int:
    """All checks that read the code, each run whatever the others say."""
    binaries = VENV / "bin"
    checks = (
        [str(binaries / "ruff"), "check", "."],
        [str(binaries / "ruff"), "format", "--check", "."],
        [str(binaries / "mypy")],
        [str(binaries / "lint-imports")],
        [python, "tools/check_texts.py"],
        [python, "tools/check_django_texts.py"],
    )
    failed = [
        check[0].rpartition("/")[2] for check in checks if subprocess.run(check, cwd=ROOT, check=False).returncode
    ]
    if failed:
        sys.stderr.write(f"qala: lint failed in {', '.join(failed)}\n")
    return 1 if failed else 0


def ensure_environment(groups: tuple[str, ...]) -> None:
    """Makes or completes `.venv` where it is not of this lock file or lacks a group. Raises Missing."""
    lock = hashlib.sha256((ROOT / "uv.lock").read_bytes()).hexdigest()
    have = read_stamp(lock)
    if have is not None and set(groups) <= have and (VENV / "bin" / "python").exists():
        return
    state = ROOT / ".qala"
    try:
        state.mkdir(exist_ok=True)
        with (state / "lock").open("w") as guard:
            fcntl.flock(guard, fcntl.LOCK_EX)
            have = read_stamp(lock)
            if have is None or not set(groups) <= have:
                wanted = sorted(set(groups) | (have or set()))
                sync(uv_binary(state), wanted)
                STAMP.write_text(f"{lock}\n{' '.join(wanted)}\n")
    except PermissionError as error:
        raise Missing(f"cannot write {error.filename}: take a copy of the project that is yours to write to") from error


def read_stamp(lock: str) -> set[str] | None:
    """The groups that the environment has, None where it is not of this lock file."""
    try:
        made_for, groups = STAMP.read_text().splitlines()
    except (OSError, ValueError):
        return None
    return set(groups.split()) if made_for == lock else None


def sync(uv: Path, groups: list[str]) -> None:
    """Runs uv; a broken environment is made anew once. Raises Missing."""
    sys.stderr.write("qala: setting up, once ...\n")
    started = time.monotonic()
    options = [option for group in groups for option in ("--group", group)]
    environment = {
        **os.environ,
        "UV_SYSTEM_CERTS": "1",
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_PROJECT_ENVIRONMENT": str(VENV),
        "UV_PYTHON": sys.executable,
        **({} if os.environ.get("UV_DEFAULT_INDEX") else {"UV_DEFAULT_INDEX": index_url()}),
    }
    environment.pop("VIRTUAL_ENV", None)
    command = [str(uv), "sync", "--frozen", "--quiet", *options]
    for attempt in (1, 2):
        result = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
        if result.returncode == 0:
            sys.stderr.write(f"qala: set up in {time.monotonic() - started:.0f} s\n")
            return
        if attempt == 1:
            shutil.rmtree(VENV, ignore_errors=True)
    reason = " ".join(result.stderr.split())[-400:]
    raise Missing(
        f"the environment could not be made; is the package index {index_url()} within reach? uv says: {reason}"
    )


def uv_binary(state: Path) -> Path:
    """The pinned uv, fetched and checked where it is not there yet. Raises Missing."""
    import io
    import zipfile

    folder = state / f"uv-{UV_VERSION}"
    binary = folder / "uv"
    if binary.exists():
        return binary
    machine = os.uname().machine
    if machine not in UV_WHEELS:
        raise Missing(f"no uv is pinned for {machine}; machines of {' and '.join(UV_WHEELS)} are served")
    name, sha256 = UV_WHEELS[machine]
    content = fetch_wheel(name)
    check_digest(name, content, sha256)
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(content)) as wheel:
        inside = next(entry for entry in wheel.namelist() if entry.endswith("/scripts/uv"))
        partial = folder / f"uv.{os.getpid()}"
        partial.write_bytes(wheel.read(inside))
    partial.chmod(0o755)
    partial.replace(binary)
    return binary


def check_digest(name: str, content: bytes, sha256: str) -> None:
    """Raises Missing where the content is not the pinned one."""
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise Missing(f"{name} from {index_url()} has the digest {found}, not the pinned {sha256}; it is not used")


def index_url() -> str:
    """The package index that the machine is set to: uv's and pip's variables, pip's files, else PyPI."""
    import configparser

    for variable in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if os.environ.get(variable):
            return os.environ[variable].rstrip("/")
    home = Path(os.environ.get("HOME", "/"))
    named = os.environ.get("PIP_CONFIG_FILE")
    for file in ([Path(named)] if named else []) + [
        home / ".config/pip/pip.conf",
        home / ".pip/pip.conf",
        Path("/etc/pip.conf"),
    ]:
        parser = configparser.ConfigParser(interpolation=None)
        try:
            parser.read(file)
        except configparser.Error:
            continue
        for section in ("install", "global"):
            if parser.has_option(section, "index-url"):
                return parser.get(section, "index-url").strip("'\" ").rstrip("/")
    return "https://pypi.org/simple"


def fetch_wheel(name: str) -> bytes:
    """The wheel from the index. Raises Missing."""
    import ssl
    import urllib.error
    import urllib.request
    from urllib.parse import urljoin

    page_url = f"{index_url()}/uv/"
    if page_url.startswith("https:") and not os.environ.get("SSL_CERT_FILE"):
        paths = ssl.get_default_verify_paths()
        if not any(path and Path(path).exists() and (Path(path).is_file() or any(Path(path).iterdir()))
                   for path in (paths.cafile, paths.capath)):  # fmt: skip
            raise Missing("this machine has no certificates to trust; install them: apt-get install ca-certificates")
    try:
        request = urllib.request.Request(
            page_url, headers={"Accept": "application/vnd.pypi.simple.v1+html, text/html;q=0.5"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            page, base = answer.read().decode(), answer.url
        with urllib.request.urlopen(urljoin(base, link_to(page, name)), timeout=300) as answer:
            content: bytes = answer.read()
            return content
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise Missing(
            f"the package index {index_url()} cannot be reached ({error}); set PIP_INDEX_URL to one that can"
        ) from error


def link_to(page: str, name: str) -> str:
    """The address of a file on an index's page. Raises ValueError where it is not there."""
    import html
    import re

    for address in re.findall(r'href="([^"]+)"', page):
        plain = html.unescape(address)
        if plain.partition("#")[0].rpartition("/")[2] == name:
            return plain.partition("#")[0]
    raise ValueError(f"it does not have {name}")


def ensure_system_packages(needed: tuple[tuple[str, str], ...]) -> None:
    """Installs what is missing with apt-get, as root or by sudo without a password. Raises Missing."""
    packages = [package for file, package in needed if not any(Path("/").glob(file))]
    if not packages:
        return
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    sys.stderr.write(f"qala: installing {' '.join(packages)} ...\n")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        try:
            done = (
                subprocess.run([*prefix, *command], env=environment, check=False, capture_output=True).returncode == 0
            )
        except OSError:
            done = False
        if not done:
            raise Missing(f"the tests need {' '.join(packages)}; install it: sudo apt-get install {' '.join(packages)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
