"""Places: coordinates with their limits, and IANA time zones."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# Frozen, so that forms, database and migrations mean the same names on every machine: see docs/decisions.
ZONES_FILE = Path(__file__).resolve().parent / "data" / "zones.txt"

CONTINENTS_AND_OCEANS = frozenset(
    ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
)


@dataclass(frozen=True, slots=True)
class Coordinate:
    """A coordinate in degrees (WGS 84), with five decimals (about a metre)."""

    label: Any
    limit: int

    def field(self) -> "models.DecimalField[Any, Any]":
        """A nullable model field within the limits."""
        limits = [MinValueValidator(Decimal(-self.limit)), MaxValueValidator(Decimal(self.limit))]
        return models.DecimalField(self.label, max_digits=8, decimal_places=5, null=True, blank=True, validators=limits)


LATITUDE = Coordinate(_("latitude"), 90)
LONGITUDE = Coordinate(_("longitude"), 180)


def coordinate_constraints(name: str) -> list[models.CheckConstraint]:
    """Both coordinates or none, and both in range."""
    empty = Q(latitude__isnull=True, longitude__isnull=True)
    # NULL compares as unknown, which a constraint lets through: say that both are there.
    given = Q(
        latitude__isnull=False,
        longitude__isnull=False,
        latitude__gte=-90,
        latitude__lte=90,
        longitude__gte=-180,
        longitude__lte=180,
    )
    message = _("Give both latitude (−90 to 90) and longitude (−180 to 180), or neither.")
    return [
        models.CheckConstraint(
            condition=empty | given, name=f"{name}_coordinates_in_range", violation_error_message=message
        )
    ]


@cache
def zone_names() -> frozenset[str]:
    """Every IANA time zone, as the database has them too: not what this machine happens to know."""
    lines = ZONES_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def place_zones() -> list[str]:
    """The zones that are called after a town or island, once each: what people choose from.

    Offsets (``Etc/GMT+9``) and the older names of whole countries (``US/Pacific``) are zones as well, and are taken
    where somebody writes them.
    """
    return sorted(name for name in zone_names() if name.split("/")[0] in CONTINENTS_AND_OCEANS and "/" in name)


def zone_choices() -> list[tuple[str, str]]:
    """The same for a choice: the name, and the place as it is written."""
    return [(name, name.replace("_", " ")) for name in place_zones()]


def validate_zone(name: str) -> None:
    """Raise ``ValidationError`` unless ``name`` is an IANA time zone."""
    if name not in zone_names():
        raise ValidationError(
            _("“%(name)s” is not a time zone; write it as in Europe/Copenhagen."), params={"name": name}
        )


def zone_constraint(name: str) -> models.CheckConstraint:
    """One of the IANA names, in the database as well."""
    return models.CheckConstraint(condition=Q(timezone__in=sorted(zone_names())), name=f"{name}_zone_exists")
