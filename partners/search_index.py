"""How partners, cities and projects are found."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.db.models import Model
from django.utils import timezone

from hub.search_documents import both_titles, country_names, leading_page, public_ones, record_document, years_between
from hub.searchable import SearchableType, SearchDocument, register
from partners.models import City, Partner, Project


def build_partner(partner: Partner, language: str) -> SearchDocument:
    """A partner, also found by its projects and by what it is part of."""
    projects = (link.project for link in partner.project_links.select_related("project"))
    return record_document(
        partner,
        language,
        facets={
            "sector": [str(sector) for sector in partner.sectors],
            "scope": [partner.scope.key if partner.scope else ""],
        },
        related=both_titles([*projects, partner.parent]),
        names=tuple(name for name in (partner.place,) if name),
        place=partner.place,
        latitude=_number(partner.latitude),
        longitude=_number(partner.longitude),
    )


def build_city(city: City, language: str) -> SearchDocument:
    """A city, also found by its other names and its country's."""
    projects = (link.project for link in city.project_links.select_related("project"))
    relations = city.relations.select_related("kind")
    periods = city.field_periods.select_related("field")
    fields = [period.field for period in periods]
    return record_document(
        city,
        language,
        facets={
            "country": [str(city.country)],
            "field": [field.key for field in city.current_fields],
            "year": [str(city.designated_year or "")],
        },
        related=[*both_titles(projects), *_terms(fields), *_terms(row.kind for row in relations)],
        names=(*_lines(city.aliases), *country_names(city.country)),
        place=str(city.country.name),
        latitude=_number(city.latitude),
        longitude=_number(city.longitude),
    )


def build_project(project: Project, language: str) -> SearchDocument:
    """A project, also found by its partners and cities."""
    partners = [link.partner for link in project.partner_links.select_related("partner")]
    cities = [link.city for link in project.city_links.select_related("city")]
    shown = public_ones(cities)
    return record_document(
        project,
        language,
        facets={
            "sector": [partner.sector for partner in public_ones(partners)],
            "scope": [project.scope.key if project.scope else ""],
            "country": [str(city.country) for city in shown],
            "year": years_between(project.start, project.end, open_until=timezone.localdate()),
        },
        related=both_titles([*partners, *cities]),
        names=tuple(dict.fromkeys(chain.from_iterable(country_names(city.country) for city in shown))),
        place=", ".join(str(city) for city in shown),
        start=project.start,
        end=project.end,
        precision=project.date_precision,
    )


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _terms(terms: Iterable[Any]) -> Iterator[str]:
    for term in terms:
        yield from (term.title_da, term.title_en)


def naming_partner(partner: Partner) -> Iterable[Model]:
    """The records whose description names a partner: events and venues by reverse relation."""
    projects = (link.project for link in partner.project_links.select_related("project"))
    events = (link.event for link in partner.event_links.select_related("event"))
    return [*projects, *partner.parts.all(), *events, *partner.venues.all()]


def naming_city(city: City) -> Iterable[Model]:
    """The records whose description names a city: events and venues by reverse relation."""
    projects = (link.project for link in city.project_links.select_related("project"))
    events = (link.event for link in city.event_links.select_related("event"))
    return [*projects, *events, *city.hosted_events.all(), *city.venues.all()]


def naming_project(project: Project) -> Iterable[Model]:
    """The partners, cities and events whose description names a project."""
    partners = (link.partner for link in project.partner_links.select_related("partner"))
    cities = (link.city for link in project.city_links.select_related("city"))
    return [*partners, *cities, *project.events.all()]


register(SearchableType(model="partners.Partner", build=build_partner, order=1, mentioned_by=naming_partner))
register(SearchableType(model="partners.City", build=build_city, order=2, mentioned_by=naming_city))
register(SearchableType(model="partners.Project", build=build_project, order=3, mentioned_by=naming_project))
for page in ("partners.PartnerIndexPage", "partners.CityIndexPage", "partners.ProjectIndexPage"):
    register(leading_page(page))
