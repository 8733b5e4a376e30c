"""``sync_search_index``: send what the engine has not got yet."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engines import primary_engine
from search.engines.base import EngineUnavailable
from search.indexing import sync
from search.models import SearchEntry


class Command(BaseCommand):
    """Run by the clock, so that what was written while engine or worker were away comes in by itself."""

    help = "Sends entries that wait for the search engine. Running it again sends nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            sent = sync()
        except EngineUnavailable as error:
            waiting = SearchEntry.objects.dirty().count()
            raise CommandError(f"The engine did not answer; {waiting} entries wait: {error}") from error
        self.stdout.write(f"{sent} things sent to {primary_engine().name}")
