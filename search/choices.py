"""Enumerations of the search app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sort(models.TextChoices):
    """The orders that results can be put in; the first is the default."""

    RELEVANCE = "relevance", _("Relevance")
    DATE = "date", _("Date")
    NEARNESS = "nearness", _("Nearness")
