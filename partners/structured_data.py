"""What partners, cities and projects say of themselves to machines (schema.org)."""

from typing import Any

from hub.choices import DatePrecision, HelixSector
from hub.structured_data import Surroundings, coordinates, filled, record_facts, reference, register
from partners.models import City, Partner, Project

_ORGANISATION = {
    HelixSector.EDUCATION: "EducationalOrganization",
    HelixSector.BUSINESS: "Organization",
    HelixSector.PUBLIC: "GovernmentOrganization",
    HelixSector.CIVIL_SOCIETY: "NGO",
}
# What is known to the month is told to the month.
_KNOWN_LENGTH = {DatePrecision.DAY: 10, DatePrecision.MONTH: 7, DatePrecision.YEAR: 4}


def partner_data(partner: Partner, surroundings: Surroundings) -> dict[str, Any]:
    """An organisation, more exactly by its helix sector, with where it is and what it is part of."""
    place = filled({"@type": "Place", "name": partner.place, "geo": coordinates(partner)})
    whole = surroundings.loaded.get("whole")
    return record_facts(partner, _ORGANISATION[HelixSector(partner.sector)], surroundings) | filled(
        {
            "foundingDate": str(partner.founded_year or ""),
            "taxID": partner.cvr,
            "location": place if len(place) > 1 else {},
            "parentOrganization": reference(whole, "Organization", surroundings) if whole else {},
        }
    )


def city_data(city: City, surroundings: Surroundings) -> dict[str, Any]:
    """A city with its country, place and other names."""
    country = {"@type": "Country", "name": str(city.country.name), "identifier": str(city.country)}
    return record_facts(city, "City", surroundings) | filled(
        {
            "geo": coordinates(city),
            "containedInPlace": country if city.country else {},
            "alternateName": city.aliases.split("\n") if city.aliases else [],
        }
    )


def project_data(project: Project, surroundings: Surroundings) -> dict[str, Any]:
    """A project with its dates, as exactly as they are known, and its partners."""
    length = _KNOWN_LENGTH[DatePrecision(project.date_precision)]
    members = [
        reference(link.partner, "Organization", surroundings) for link in surroundings.loaded.get("partners") or []
    ]
    return record_facts(project, "Project", surroundings) | filled(
        {
            "foundingDate": project.start.isoformat()[:length] if project.start else "",
            "dissolutionDate": project.end.isoformat()[:length] if project.end else "",
            "member": list({member["@id"]: member for member in members if "@id" in member}.values()),
        }
    )


def register_all() -> None:
    """Put the builders of this app into the registry."""
    register("partners.Partner", partner_data)
    register("partners.City", city_data)
    register("partners.Project", project_data)
