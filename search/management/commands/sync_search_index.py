"""``sync_search_index``: send what the engine has not got yet."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engines import primary_engine
from search.engines.base import EngineUnavailable, IndexMissing
from search.indexing import rebuild, sync
from search.models import SearchEntry
from search.signals import refresh_expired


class Command(BaseCommand):
    """Run by the clock, so that what was written while engine or worker were away comes in by itself."""

    help = "Sends entries that wait for the search engine. Running it again sends nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if expired := refresh_expired():
            self.stdout.write(f"{expired} things have expired")
        try:
            self.stdout.write(self._sync())
        except EngineUnavailable as error:
            waiting = SearchEntry.objects.dirty().count()
            raise CommandError(f"The engine did not answer; {waiting} entries wait: {error}") from error

    def _sync(self) -> str:
        """Send what waits. A cluster that came back empty, or without this release's index, is filled anew."""
        name = primary_engine().name
        try:
            primary_engine().state()
        except IndexMissing:
            done = rebuild(lambda phase, at, total: None)
            return f"The {name} had no index; {done.indexed} things are in a new one"
        return f"{sync()} things sent to {name}"
