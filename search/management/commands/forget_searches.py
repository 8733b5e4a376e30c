"""``forget_searches``: keeps the statistics of searches free of what few asked for."""

from typing import Any

from django.core.management.base import BaseCommand

from search.statistics import forget_old


class Command(BaseCommand):
    """Deletes what fewer asked for than the settings say, once its day is over, and what is past its time."""

    help = "Deletes rare and old rows of the search statistics. Running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        count = forget_old()
        if options["verbosity"]:
            self.stdout.write(f"{count} rows of the search statistics deleted")
