"""What staff tell the search, and what the search tells them."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.fields import StreamField

from hub.choices import Language
from search.analysis.thesaurus import LONGEST_TERM, SynonymGroup
from search.analysis.words import folded_words
from search.blocks import PromotedBlock

TEXT_MAX_LENGTH = 100
MOST_EXPRESSIONS = 40


def lines_of(text: str) -> list[str]:
    """The expressions of a text: one on each line, or between commas."""
    parts = (part.strip() for line in text.splitlines() for part in line.split(","))
    return list(dict.fromkeys(part for part in parts if part))


class Synonym(models.Model):
    """Expressions that mean the same to the search, across both languages."""

    expressions = models.TextField(
        _("expressions"), help_text=_("Words or short phrases that mean the same, one on each line, in any language.")
    )
    one_way = models.BooleanField(
        _("one way only"),
        default=False,
        help_text=_("Whoever searches for the first expression also finds the others, but not the other way round."),
    )
    note = models.CharField(_("note"), max_length=200, blank=True, help_text=_("For staff; never shown to visitors."))
    withdrawn = models.BooleanField(_("withdrawn"), default=False, help_text=_("Search takes no notice of it."))

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["expressions", "pk"]

    def __str__(self) -> str:
        return (" → " if self.one_way else " = ").join(lines_of(self.expressions)[:4])

    @property
    def group(self) -> SynonymGroup:
        """The expressions as the search reads them."""
        return SynonymGroup.of(lines_of(self.expressions), one_way=self.one_way)

    def clean(self) -> None:
        """At least two different expressions, none too long to be matched."""
        expressions = lines_of(self.expressions)
        if len(expressions) > MOST_EXPRESSIONS:
            raise ValidationError(
                {"expressions": _("Write at most %(most)d expressions.") % {"most": MOST_EXPRESSIONS}}
            )
        for expression in expressions:
            self._check(expression)
        if len(self.group.terms) < 2:
            raise ValidationError({"expressions": _("Write at least two different expressions, one on each line.")})

    @staticmethod
    def _check(expression: str) -> None:
        words = folded_words(expression)
        if not words:
            message = _("“%(text)s” has no word that can be searched for.") % {"text": expression[:60]}
            raise ValidationError({"expressions": message})
        if len(words) > LONGEST_TERM:
            message = ngettext(
                "“%(text)s” is too long: an expression has at most %(most)d word.",
                "“%(text)s” is too long: an expression has at most %(most)d words.",
                LONGEST_TERM,
            ) % {"text": expression[:60], "most": LONGEST_TERM}
            raise ValidationError({"expressions": message})


class SynonymLine(models.Model):
    """A line of the synonyms that come with the hub and was taken over once; what staff made of it since is theirs."""

    line = models.CharField(max_length=500, unique=True)

    def __str__(self) -> str:
        return self.line


class PromotionQuerySet(models.QuerySet["Promotion"]):
    """What can be asked of promotions."""

    def current(self) -> Self:
        """Keep those that hold today."""
        today = timezone.localdate()
        begun = models.Q(first_day__isnull=True) | models.Q(first_day__lte=today)
        return self.filter(begun, models.Q(last_day__isnull=True) | models.Q(last_day__gte=today))


class Promotion(models.Model):
    """What comes first when people search for certain words."""

    words = models.TextField(
        _("when people search for"),
        help_text=_("What people write, one on each line. Case, accents and Danish letters written out do not matter."),
    )
    language = models.CharField(
        _("language"), max_length=2, choices=Language, blank=True, help_text=_("Empty for both languages.")
    )
    results = StreamField(
        PromotedBlock(),
        verbose_name=_("results"),
        help_text=_("Come first in this order, as far as they are public and the words find them."),
    )
    first_day = models.DateField(_("from"), null=True, blank=True)
    last_day = models.DateField(_("until"), null=True, blank=True, help_text=_("This day included."))

    objects = PromotionQuerySet.as_manager()

    class Meta:
        verbose_name = _("promoted result")
        verbose_name_plural = _("promoted results")
        ordering = ["words", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_day__isnull=True)
                | models.Q(last_day__isnull=True)
                | models.Q(last_day__gte=models.F("first_day")),
                name="promotion_ends_after_it_begins",
                violation_error_message=_("The last day is before the first."),
            )
        ]

    def __str__(self) -> str:
        return ", ".join(lines_of(self.words)[:4])

    @property
    def holds_today(self) -> bool:
        """Whether today is one of its days."""
        today = timezone.localdate()
        return (self.first_day or today) <= today <= (self.last_day or today)

    def clean(self) -> None:
        """Words that can be searched for, and days in their order."""
        if not any(folded_words(line) for line in lines_of(self.words)):
            raise ValidationError({"words": _("Write at least one word.")})
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _("The last day is before the first.")})


class SearchDayQuerySet(models.QuerySet["SearchDay"]):
    """What can be asked of the statistics."""

    def asked_often(self, times: int) -> Self:
        """Keep what was asked for at least ``times`` times in a day: less might tell of one person."""
        return self.filter(count__gte=times)


class SearchDay(models.Model):
    """How often something was searched for on one day. Holds no trace of who asked."""

    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=2, choices=Language)
    text = models.CharField(_("searched for"), max_length=TEXT_MAX_LENGTH)
    count = models.PositiveIntegerField(_("times"), default=0)
    found_nothing = models.PositiveIntegerField(_("times without a result"), default=0)

    objects = SearchDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        ordering = ["-day", "-count", "text"]
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["day", "language", "text"], name="one_row_for_a_text_a_day")]

    def __str__(self) -> str:
        return f"{self.text} ({self.day:%Y-%m-%d})"
