"""Addresses that records had before: they go on leading to the same record, and no other one may take them."""

from typing import TYPE_CHECKING, Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hub.slugs import MAX_LENGTH

if TYPE_CHECKING:
    from hub.models.records import Record


class FormerAddressQuerySet(models.QuerySet[Any]):
    """What former addresses can be asked."""

    def of_type(self, model: type[models.Model]) -> Self:
        """Keep those of records of one type."""
        return self.filter(content_type=ContentType.objects.get_for_model(model))

    def not_of(self, record: models.Model) -> Self:
        """Keep those of the record's type that lead to another record, or to one that is gone."""
        found = self.of_type(type(record))
        return found if record.pk is None else found.exclude(object_id=record.pk)


class FormerAddress(models.Model):
    """A slug that once led to a record: answers 301 to where it is now, 410 if it is gone."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=MAX_LENGTH)
    object_id = models.PositiveBigIntegerField(null=True, help_text=_("Empty when the record was deleted."))
    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_type", "slug"], name="one_former_address_per_slug")]

    def __str__(self) -> str:
        return f"{self.content_type.model}/{self.slug}"


def record_at(model: type[Any], slug: str) -> "Record | None":
    """The record whose address this is, public or not."""
    found: Record | None = model.objects.filter(slug=slug).first()
    return found


def former_at(model: type[Any], slug: str) -> FormerAddress | None:
    """The memory of a record that had this address before."""
    found: FormerAddress | None = FormerAddress.objects.of_type(model).filter(slug=slug).first()
    return found


def heir_of(model: type[Any], record: "Record | None", former: FormerAddress | None) -> "Record | None":
    """The record that answers for one that was public at an address, or for the one that had it before."""
    if record is None or not record.first_published_at:
        record = model.objects.filter(pk=former.object_id).first() if former else None
    return record.heir if record else None


def former_address_text(owner: str) -> str:
    """Why an address can't be had that was another's; ``owner`` is empty for a record that has been deleted."""
    if not owner:
        return gettext("This was the address of something that has been deleted; choose another.")
    return gettext("This was the address of “%(title)s” and still leads there; choose another.") % {"title": owner}


def slug_refusal(record: "Record", slug: str) -> str:
    """Why ``record`` can't have ``slug``, because another one had it before; empty if it can."""
    former = FormerAddress.objects.not_of(record).filter(slug=slug).first() if slug else None
    if former is None:
        return ""
    owner = type(record)._default_manager.filter(pk=former.object_id).first()
    return former_address_text(str(owner) if owner else "")
