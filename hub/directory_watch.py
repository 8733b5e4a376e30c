"""Which directories there are, for those that notice what changes."""

from hub.directory import watch
from hub.models.pages import RecordIndexPage


def watch_directories() -> None:
    """Let directories notice what changes in their records, and in all that their facets are read from."""
    for page_class in RecordIndexPage.__subclasses__():
        watch(page_class.record_class(), page_class.directory_class.facets)
