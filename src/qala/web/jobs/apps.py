"""The app, and where kinds of jobs are found."""

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Imports the module `jobs` of every app, and the modules that JOB_MODULES names: they register their kinds."""

    name = "qala.web.jobs"

    def ready(self) -> None:
        """Called by Django when all apps are loaded."""
        autodiscover_modules("jobs")
        for module in settings.JOB_MODULES:
            import_module(module)
