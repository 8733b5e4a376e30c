"""``rebuild_search_index``: describe everything anew and build a new index of it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engines import primary_engine
from search.engines.base import EngineUnavailable
from search.indexing import rebuild

STEP = 20  # lines of progress, at most, for each phase


class Command(BaseCommand):
    """Builds beside the old index, then swaps; the old one is kept until the next rebuild."""

    help = "Builds the search index anew while the old one answers. Running it again does no harm."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = rebuild(self._show)
        except EngineUnavailable as error:
            raise CommandError(f"The engine did not answer; the old index stays: {error}") from error
        self.stdout.write(
            f"{done.projected} things described ({done.changed} changed), {done.indexed} in the new index "
            f"of {primary_engine().name}"
        )

    def _show(self, phase: str, done: int, total: int) -> None:
        if total and (done >= total or done % max(total // STEP, 1) == 0):
            self.stdout.write(f"{phase} {done} of {total}")
