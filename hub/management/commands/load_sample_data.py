"""``load_sample_data``: the first content of a fresh hub."""

from argparse import ArgumentParser
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import module_has_submodule


class Command(BaseCommand):
    """Runs every app's ``sample_data.load`` in app order, the base app first."""

    help = "Loads vocabularies, pages and records of Viborg. Running it again adds only what is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo-sign-ins", action="store_true", help="also make the four demo sign-ins")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["demo_sign_ins"] and not getattr(settings, "HUB_DEMO_SIGN_INS", False):
            raise CommandError("Demo sign-ins have known passwords; these settings do not allow them.")
        self._load("sample_data")
        if options["demo_sign_ins"]:
            from hub.demo import make_demo_sign_ins

            for sentence in make_demo_sign_ins():
                self.stdout.write(sentence)
            self._load("sample_demo")

    def _load(self, module: str) -> None:
        """Run ``load`` of a module in every app that has it, the base app first."""
        for config in reversed(list(apps.get_app_configs())):
            if module_has_submodule(config.module, module) and config.name in settings.HUB_APPS:
                for sentence in import_module(f"{config.name}.{module}").load():
                    self.stdout.write(f"{config.name}: {sentence}")
