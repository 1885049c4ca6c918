"""The settings: what Django's own check says, the secret, hosts and HTTPS."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.checks import run_checks

from qala.web.running.said import Said

OF_HTTPS = ("security.W004", "security.W008", "security.W012", "security.W016", "security.W021", "security.W005")
LOCAL = ("localhost", "127.0.0.1", "[::1]")
SHORTEST = 50


def look(home: Path) -> Iterator[Said]:
    """What is to be said of them."""
    yield from _secret(home / "secret-key")
    yield from _hosts()
    yield from _https()
    faults = [one for one in run_checks(include_deployment_checks=True) if settings.HTTPS or one.id not in OF_HTTPS]
    for fault in faults:
        if fault.id != "security.W009":
            yield Said("settings", "django_says", "problem", id=fault.id, says=" ".join(str(fault.msg).split()))
    if not faults:
        yield Said("settings", "django_ok")


def _secret(file: Path) -> Iterator[Said]:
    if len(settings.SECRET_KEY) < SHORTEST or len(set(settings.SECRET_KEY)) < 5:
        yield Said("settings", "secret_weak", "problem", length=SHORTEST)
    elif not os.environ.get("QALA_SECRET_KEY") and file.stat().st_mode & 0o077:
        yield Said("settings", "secret_open", "problem", file=file)
    else:
        yield Said("settings", "secret_ok")


def _hosts() -> Iterator[Said]:
    hosts = list(settings.ALLOWED_HOSTS)
    if not hosts or any("*" in name for name in hosts):
        yield Said("settings", "hosts_any", "problem")
    elif set(hosts) <= set(LOCAL):
        yield Said("settings", "hosts_local", "warning")
    else:
        yield Said("settings", "hosts_ok", hosts=", ".join(hosts))


def _https() -> Iterator[Said]:
    if settings.HTTPS and settings.BEHIND_PROXY:
        yield Said("settings", "https_ok")
    elif settings.HTTPS:
        yield Said("settings", "https_without_proxy", "problem")
    elif set(settings.ALLOWED_HOSTS) <= set(LOCAL):
        yield Said("settings", "https_off_local", "warning")
    else:
        yield Said("settings", "https_off", "problem")
