"""The projection of everything public, which is the engine's outbox as well."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

KEY_LENGTH = 100


class SearchState(models.Model):
    """One row: the number of the last change. Writers take it in turn, so its order is the order of commits.

    ``build`` numbers the rows of the database engine that are searched, ``building`` those of a rebuild under way.
    """

    sequence = models.BigIntegerField(default=0)
    token = models.UUIDField(default=uuid.uuid4)
    build = models.PositiveIntegerField(default=1)
    building = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        return str(self.sequence)


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    """What entries can be asked."""

    def live(self) -> Self:
        """Keep what may be shown now: no tombstones, not expired."""
        return self.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now()), is_deleted=False)

    def dirty(self) -> Self:
        """Keep what the engine has not got yet, tombstones included."""
        return self.filter(is_dirty=True)


class SearchEntry(models.Model):
    """A public record or page in one language; a tombstone once it is not public any more.

    ``key`` is the same for all languages of one thing: ``partners.partner:12``, or ``page:<translation key>``.
    ``version`` is the number of the change that wrote it. ``words`` holds the analysed text by part, with the
    language of each text: ``{"title": [["da", "festival i viborg"]]}``. ``card`` holds what a hit shows besides.
    """

    key = models.CharField(max_length=KEY_LENGTH)
    language = models.CharField(max_length=2)
    type = models.CharField(max_length=60)
    version = models.BigIntegerField()
    changed_at = models.DateTimeField(default=timezone.now)
    is_deleted = models.BooleanField(default=False)
    is_dirty = models.BooleanField(default=True)

    title = models.TextField(blank=True)
    lead = models.TextField(blank=True)
    body = models.TextField(blank=True)
    url = models.TextField(blank=True)
    place = models.TextField(blank=True)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    expires_at = models.DateTimeField(null=True)
    facets: Any = models.JSONField(default=dict)
    words: Any = models.JSONField(default=dict)
    card: Any = models.JSONField(default=dict)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "language"], name="one_search_entry_per_language")]
        indexes = [models.Index(fields=["changed_at"], name="dirty_search_entries", condition=Q(is_dirty=True))]

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"


class SearchWord(models.Model):
    """A word of the content: how many things have it in texts of a language (empty: in names and tags)."""

    word = models.CharField(max_length=150)  # folding writes letters out
    language = models.CharField(max_length=2, blank=True)
    count = models.IntegerField(default=0)
    version = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "language"], name="one_search_word_per_language")]

    def __str__(self) -> str:
        return self.word
