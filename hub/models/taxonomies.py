"""Controlled vocabularies: data that staff can correct, never enumerations in code."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from hub.bilingual import Bilingual
from hub.plain_text import PlainLinesMixin
from hub.slugs import free_slug, slug_for

hex_colour = RegexValidator(r"^#[0-9A-Fa-f]{6}$", _("Write a colour as # and six digits, for example #E5243B."))


class TermQuerySet(models.QuerySet[Any]):
    """What every vocabulary can be asked."""

    def in_use(self) -> "TermQuerySet":
        """Keep the terms that may be chosen; withdrawn ones stay on the records that have them."""
        return self.filter(withdrawn=False)


class Term(PlainLinesMixin, index.Indexed, models.Model):
    """One term of a controlled vocabulary, named in both languages."""

    key = models.SlugField(_("key"), max_length=60, unique=True, help_text=_("Used in addresses and exports."))
    title_da = models.CharField(_("title in Danish"), max_length=160)
    title_en = models.CharField(_("title in English"), max_length=160)
    title_panels = [FieldRowPanel([FieldPanel("title_da"), FieldPanel("title_en")]), FieldPanel("key")]

    description_da = models.TextField(_("description in Danish"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    source = models.TextField(_("source"), blank=True, help_text=_("Where this wording comes from."))
    about_panels = [FieldPanel("description_da"), FieldPanel("description_en"), FieldPanel("source")]

    order = models.PositiveSmallIntegerField(_("order"), default=0)
    withdrawn = models.BooleanField(
        _("withdrawn"),
        default=False,
        help_text=_("A withdrawn term can no longer be chosen; records that have it keep it."),
    )
    panels = [
        MultiFieldPanel(title_panels, _("Title")),
        MultiFieldPanel(about_panels, _("About")),
        FieldPanel("order"),
        FieldPanel("withdrawn"),
    ]

    title = Bilingual("title")
    description = Bilingual("description")

    search_fields = [index.AutocompleteField("title_da"), index.AutocompleteField("title_en")]
    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "title_da"]

    def __str__(self) -> str:
        return str(self.title)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        if not self.key:
            others = type(self).objects.exclude(pk=self.pk)
            self.key = free_slug(slug_for(self.title_da or self.title_en), lambda key: others.filter(key=key).exists())
        super().full_clean(*args, **kwargs)


class CreativeField(Term):
    """A field in which UNESCO designates cities."""

    since = models.PositiveSmallIntegerField(_("since"), null=True, blank=True, help_text=_("Year."))
    panels = [*Term.panels, FieldPanel("since")]

    class Meta(Term.Meta):
        verbose_name = _("creative field")
        verbose_name_plural = _("creative fields")


class Objective(Term):
    """One of the six objectives of the network's mission statement."""

    class Meta(Term.Meta):
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")


class AreaOfAction(Term):
    """One of the six areas of action of the network's mission statement."""

    class Meta(Term.Meta):
        verbose_name = _("area of action")
        verbose_name_plural = _("areas of action")


class Priority(Term):
    """A priority of the municipality."""

    class Meta(Term.Meta):
        verbose_name = _("municipal priority")
        verbose_name_plural = _("municipal priorities")


class SDG(Term):
    """One of the 17 Sustainable Development Goals; ``order`` is its number."""

    colour = models.CharField(_("colour"), max_length=7, validators=[hex_colour])
    text_colour = models.CharField(_("text colour"), max_length=7, validators=[hex_colour])
    panels = [*Term.panels, FieldRowPanel([FieldPanel("colour"), FieldPanel("text_colour")])]

    class Meta(Term.Meta):
        verbose_name = _("Sustainable Development Goal")
        verbose_name_plural = _("Sustainable Development Goals")

    def __str__(self) -> str:
        return f"{self.order} {self.title}"


class Dimension(Term):
    """A dimension of sustainability: economic, social, cultural, environmental."""

    class Meta(Term.Meta):
        verbose_name = _("dimension")
        verbose_name_plural = _("dimensions")


class Scope(Term):
    """How far something reaches: local, national, international."""

    class Meta(Term.Meta):
        verbose_name = _("scope")
        verbose_name_plural = _("scopes")


class Theme(Term):
    """A controlled subject that free tags map to."""

    class Meta(Term.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("hub:theme", args=[self.key])
