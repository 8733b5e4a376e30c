"""The SEARCH settings as one typed value."""

from django.conf import settings


def has_cluster() -> bool:
    """Whether a search cluster is set up; without one the database answers."""
    return bool(getattr(settings, "SEARCH_URLS", None))
