"""What the database engine keeps: one row for each thing, beside the full-text index that migrations make."""

from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import models

from search.models.entries import KEY_LENGTH


class SearchItem(models.Model):
    """A document of the database engine. Its words are in ``vector`` (PostgreSQL) or the table ``search_fts`` (SQLite).

    ``changed`` counts up with every write, in the order of commits. A rebuild makes rows of the next ``build``.
    """

    key = models.CharField(max_length=KEY_LENGTH)
    build = models.PositiveIntegerField(default=1)
    version = models.BigIntegerField()
    changed = models.BigIntegerField(db_index=True)
    is_deleted = models.BooleanField(default=False)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    expires_at = models.DateTimeField(null=True)
    facets: Any = models.JSONField(default=dict)
    shown: Any = models.JSONField(default=dict)
    vector = SearchVectorField(null=True, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "build"], name="one_search_item_per_key_and_build")]

    def __str__(self) -> str:
        return self.key
