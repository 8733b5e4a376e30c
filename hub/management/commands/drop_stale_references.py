"""``drop_stale_references``: keeps usage pages right."""

from typing import Any

from django.core.management.base import BaseCommand

from hub.reference_index import drop_stale_references


class Command(BaseCommand):
    """Looks at every type of row that Wagtail's reference index names."""

    help = "Drops references from and to rows that are gone, which would break Wagtail's usage pages."

    def handle(self, *args: Any, **options: Any) -> None:
        count = drop_stale_references()
        if count or options["verbosity"]:
            self.stdout.write(f"{count} stale references dropped.")
