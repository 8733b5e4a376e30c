"""Pictures with what publishing needs: a text for those who can't see them, a credit and a licence."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from hub.bilingual import Bilingual, active_language
from hub.choices import Language

# What is said about a picture. Publishing asks for it, but one language’s alternative text stands in for the other’s.
PICTURE_TEXTS = ("alt_da", "alt_en", "credit", "licence")


def missing_picture_texts(texts: Mapping[str, str]) -> list[str]:
    """The names of ``texts`` without which a picture can’t be published; of the alternative texts the reader’s own."""
    has_alt = any(texts.get(f"alt_{code}") for code in Language.values)
    return [
        *([] if has_alt else [f"alt_{active_language()}"]),
        *(name for name in ("credit", "licence") if not texts.get(name)),
    ]


class HubImage(AbstractImage):
    """A picture. Its alternative texts may wait while it lies in the library, not when it is published."""

    alt_da = models.CharField(
        _("alternative text in Danish"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, in a sentence."),
    )
    alt_en = models.CharField(_("alternative text in English"), max_length=300, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who made the picture."))
    licence = models.CharField(_("licence"), max_length=100, blank=True, help_text=_("For example CC BY 4.0."))

    alt = Bilingual("alt")
    admin_form_fields = (*Image.admin_form_fields, "alt_da", "alt_en", "credit", "licence")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def default_alt_text(self) -> str:
        return str(self.alt) or self.title

    def missing_texts(self) -> list[str]:
        """The names of the fields that publishing needs and that are empty."""
        return missing_picture_texts({name: getattr(self, name) for name in PICTURE_TEXTS})


class HubRendition(AbstractRendition):
    """A picture in one size."""

    image = models.ForeignKey(HubImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"),
        ]
