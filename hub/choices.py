"""Enumerations that several apps share."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HelixSector(models.TextChoices):
    """The sectors of the triple helix, with civil society as the fourth."""

    EDUCATION = "education", _("Education and research")
    BUSINESS = "business", _("Business")
    PUBLIC = "public", _("Public sector")
    CIVIL_SOCIETY = "civil_society", _("Civil society")


class Language(models.TextChoices):
    """The languages in which the hub speaks; the first is the default."""

    DANISH = "da", _("Danish")
    ENGLISH = "en", _("English")


class Audience(models.TextChoices):
    """Whom something is for."""

    PUBLIC = "public", _("Everybody")
    PROFESSIONALS = "professionals", _("Professionals")
    STUDENTS = "students", _("Students")
    CHILDREN = "children", _("Children and families")
    CITIES = "cities", _("Creative Cities")


class DatePrecision(models.TextChoices):
    """How exactly a date is known; what is not known is not shown."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")


class ConsentMeans(models.TextChoices):
    """How a contact person agreed to be shown."""

    LINK = "link", _("The link sent to the address")
    PORTAL = "portal", _("The portal, signed in")
