"""Tags: free words, with a name in each language, synonyms and at most one theme."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase
from wagtail.search import index

from hub.bilingual import BilingualText, active_language, other_language
from hub.plain_text import PlainLinesMixin
from hub.slugs import slug_for


class TagQuerySet(models.QuerySet[Any]):
    """What can be asked of tags."""

    def in_use(self) -> Self:
        """Keep the tags that may be given: neither merged into another nor withdrawn, nor still waiting for staff."""
        return self.filter(merged_into__isnull=True, withdrawn=False, pending=False)


class TagManager(models.Manager.from_queryset(TagQuerySet)):  # type: ignore[misc]
    """Finds tags by their natural key, as taggit's own manager does."""

    def get_by_natural_key(self, name: str) -> "Tag":
        return self.get(name=name)


class Tag(PlainLinesMixin, index.Indexed, TagBase):
    """A free word. Upper and lower case are the same word; a merged tag stays and points to its heir."""

    free_tagging = True

    name_da = models.CharField(_("name in Danish"), max_length=100, blank=True)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    synonyms = models.TextField(
        _("synonyms"), blank=True, help_text=_("Other words for the same, one on each line; search finds them too.")
    )
    theme = models.ForeignKey(
        "hub.Theme", models.PROTECT, null=True, blank=True, related_name="mapped_tags", verbose_name=_("theme")
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_tags",
        verbose_name=_("merged into"),
    )
    withdrawn = models.BooleanField(
        _("withdrawn"), default=False, help_text=_("A withdrawn tag can no longer be given.")
    )
    pending = models.BooleanField(
        _("proposed"),
        default=False,
        editable=False,
        help_text=_("A new word in a proposal; it becomes a tag of the hub when a record with it is published."),
    )

    search_fields = [
        index.AutocompleteField("name"),
        index.AutocompleteField("name_da"),
        index.AutocompleteField("name_en"),
    ]
    objects = TagManager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="tag_name_ignores_case"),
            models.CheckConstraint(condition=~models.Q(merged_into=models.F("pk")), name="tag_not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return str(self.label)

    def slugify(self, tag: str, i: int | None = None) -> str:
        """Slugs as everywhere in the hub: Danish letters written out."""
        slug = slug_for(tag)
        return slug if i is None else f"{slug}-{i}"

    @property
    def label(self) -> BilingualText:
        """The name in the reader's language, or in the other, or the word as it was first given."""
        return self.label_in(active_language())

    def label_in(self, language: str) -> BilingualText:
        """The name in ``language``, or in the other, or the word as it was first given."""
        for code in (language, other_language(language)):
            if name := getattr(self, f"name_{code}"):
                return BilingualText(name, code)
        return BilingualText(self.name, language)

    @property
    def words(self) -> list[str]:
        """Every word that stands for this tag: its names, then its synonyms, without repeats."""
        words = [self.name, self.name_da, self.name_en, *self.synonyms.splitlines()]
        return list(dict.fromkeys(word.strip() for word in words if word.strip()))

    def heir(self) -> "Tag":
        """The tag that this one was merged into, or itself. Merges keep the chain one step long."""
        return self.merged_into or self

    def get_absolute_url(self) -> str:
        return reverse("hub:tag", args=[self.slug])

    def clean(self) -> None:
        """Names ignore case: say so at the field instead of failing in the database."""
        twin = Tag.objects.filter(name__iexact=self.name.strip()).exclude(pk=self.pk).first()
        if twin is not None:
            raise ValidationError({"name": _("The tag “%(name)s” exists already.") % {"name": twin.name}})
