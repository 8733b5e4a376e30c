"""What the directories of this app ask: one declaration for list, JSON and CSV."""

import datetime as dt
from collections.abc import Iterable
from typing import ClassVar

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, ExtractYear
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from hub.choices import HelixSector
from hub.directory import Directory, Facet, FacetSource, Sort, Text, term_facet, title_key
from hub.models import Tag

THEME_FACET = Facet(
    "theme",
    _("Theme"),
    (
        FacetSource("themes__key", "themes__title"),
        FacetSource("tagged_items__tag__theme__key", "tagged_items__tag__theme__title"),
    ),
)


def merged_tags(slugs: Iterable[str]) -> dict[str, str]:
    """The heirs of those of ``slugs`` whose tags were merged, both by slug. One query."""
    merged = Tag.objects.filter(slug__in=list(slugs), merged_into__isnull=False)
    return dict(merged.values_list("slug", "merged_into__slug"))


TAG_FACET = Facet(
    "tag", _("Tag"), (FacetSource("tagged_items__tag__slug", "tagged_items__tag__name"),), moved=merged_tags
)
TITLE_SORT = Sort(_("Title"), ("title_da", "title_en"), title_key)


def sector_label(value: str) -> Text:
    """The name of a helix sector."""
    return HelixSector(value).label


def country_label(code: str) -> Text:
    """The name of a country in the reader's language."""
    name: str = countries.name(code)
    return name


def if_live(path: str, field: str) -> Case:
    """``path__field`` where the record in ``path`` is live: facets give nothing unpublished away."""
    return Case(When(**{f"{path}__live": True}, then=F(f"{path}__{field}")), output_field=CharField())


def years_of(period: str) -> Iterable[str]:
    """Every year of ``"2019-2021"``; an open end reaches to this year."""
    first, _, last = period.partition("-")
    final = int(last) if last else max(timezone.localdate().year, int(first))
    return (str(year) for year in range(int(first), min(final, int(first) + 100) + 1))


def year_facet(start: str, end: str | Coalesce) -> Facet:
    """A facet over the years that something lasts, from ``start`` to ``end``; an open end goes on to this year."""
    period = Case(
        When(
            **{f"{start}__isnull": False},
            then=Concat(
                Cast(ExtractYear(start), CharField()),
                Value("-"),
                Coalesce(Cast(ExtractYear(end), CharField()), Value("")),
            ),
        ),
        output_field=CharField(),
    )
    return Facet("year", _("Year"), (FacetSource(period),), expand=years_of, newest_first=True)


def newest_key(start: dt.date | None, title_da: str, title_en: str) -> tuple[int, str]:
    """Latest start first, unknown dates last."""
    return (-start.toordinal() if start else 0, title_key(title_da, title_en))


class PartnerDirectory(Directory):
    """Partners by sector, kind, theme, tag and scope."""

    facets = (
        Facet("sector", _("Sector"), (FacetSource("sector"), FacetSource("further_sectors__sector")), sector_label),
        term_facet("kind", _("Kind"), "kind"),
        THEME_FACET,
        TAG_FACET,
        term_facet("scope", _("Scope"), "scope"),
    )
    sorts = {
        "title": TITLE_SORT,
        "newest": Sort(_("Newest first"), ("first_published_at", "pk"), lambda when, pk: -pk),
    }


class CityDirectory(Directory):
    """Cities by relation, creative field, country, theme, tag and year of designation."""

    facets: ClassVar[tuple[Facet, ...]] = (
        term_facet("relation", _("Relation"), "relations__kind"),
        Facet(
            "field",
            _("Creative field"),
            (
                FacetSource(
                    Case(
                        When(field_periods__until_year__isnull=True, then=F("field_periods__field__key")),
                        output_field=CharField(),
                    ),
                    "field_periods__field__title",
                ),
            ),
        ),
        Facet("country", _("Country"), (FacetSource("country"),), country_label),
        THEME_FACET,
        TAG_FACET,
        Facet("year", _("Designated"), (FacetSource("designated_year"),), newest_first=True),
    )
    sorts = {
        "title": TITLE_SORT,
        "country": Sort(
            _("Country"),
            ("country", "title_da", "title_en"),
            lambda country, da, en: (str(country_label(country)), title_key(da, en)),
        ),
        "designated": Sort(
            _("Year of designation"),
            ("designated_year", "title_da", "title_en"),
            lambda year, da, en: (year or 9999, title_key(da, en)),
        ),
    }


UNKNOWN_PLACE = "unknown"


def place_label(value: str) -> Text:
    """The name of what is known of a record's place; nothing for another value."""
    return _("Not on the map") if value == UNKNOWN_PLACE else ""


class CityMapDirectory(CityDirectory):
    """The cities of the map, by relation and creative field; those without coordinates are a choice of their own."""

    facets = (
        *CityDirectory.facets[:2],
        Facet(
            "place",
            _("Place"),
            (
                FacetSource(
                    Case(When(latitude__isnull=True, then=Value(UNKNOWN_PLACE)), output_field=CharField()),
                ),
            ),
            place_label,
        ),
    )
    sorts = {
        # By title, which the map then orders by what is done together.
        "ties": Sort(_("Most together first"), ("title_da", "title_en"), title_key),
        "title": TITLE_SORT,
        "country": CityDirectory.sorts["country"],
    }
    further_fields = ("slug", "latitude", "longitude")


class ProjectDirectory(Directory):
    """Projects by theme, tag, scope, goal, the sectors of their partners, cities' countries and year."""

    facets = (
        Facet("sector", _("Sector"), (FacetSource(if_live("partner_links__partner", "sector")),), sector_label),
        THEME_FACET,
        TAG_FACET,
        term_facet("scope", _("Scope"), "scope"),
        term_facet("sdg", _("SDG"), "sdgs"),
        term_facet("objective", _("UNESCO objective"), "objectives"),
        Facet("country", _("Country"), (FacetSource(if_live("city_links__city", "country")),), country_label),
        year_facet("start", "end"),
    )
    sorts = {
        "newest": Sort(_("Newest first"), ("start", "title_da", "title_en"), newest_key),
        "title": TITLE_SORT,
    }
