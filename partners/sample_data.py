"""The index pages, vocabularies and records that a fresh hub of Viborg starts with."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import override

from hub.models import CreativeField, HomePage, Scope
from hub.seed_files import facts
from hub.services import add_record, give_tags
from hub.site_tree import PagePlan, grow_page
from partners.models import (
    City,
    CityFieldPeriod,
    CityIndexPage,
    CityRelation,
    CityRelationKind,
    Partner,
    PartnerIndexPage,
    PartnerKind,
    PartnerSector,
    ProjectIndexPage,
)
from partners.sample_projects import load_projects

INDEX_PLANS = (
    PagePlan(PartnerIndexPage, "partnere", "partners", "Partnere", "Partners"),
    PagePlan(CityIndexPage, "byer", "cities", "Byer", "Cities"),
    PagePlan(ProjectIndexPage, "projekter", "projects", "Projekter", "Projects"),
)
RELATION_KINDS = (("uccn_member", "Medlemsby", "Member city"), ("twin_town", "Venskabsby", "Twin town"))
PARTNER_KINDS = (
    ("school", "Skole", "School"),
    ("department", "Afdeling", "Department"),
    ("knowledge_centre", "Videnscenter", "Knowledge centre"),
    ("residency", "Residency", "Residency"),
    ("municipality", "Kommune", "Municipality"),
    ("programme", "Program", "Programme"),
    ("culture_institution", "Kulturinstitution", "Cultural institution"),
    ("fund", "Fond eller pulje", "Fund"),
    ("national_body", "National myndighed", "National body"),
    ("cluster", "Klynge", "Cluster"),
    ("studio", "Studie", "Studio"),
    ("company", "Virksomhed", "Company"),
    ("business_association", "Erhvervsforening", "Business association"),
    ("venue", "Sted", "Venue"),
    ("media", "Medie", "Media"),
    ("festival", "Festival", "Festival"),
    ("association", "Forening", "Association"),
)


def load() -> list[str]:
    """Add what is missing; a record that exists, or that staff deleted or renamed, is left alone."""
    home = HomePage.objects.get(slug="da", depth=2)
    for plan in INDEX_PLANS:
        grow_page(plan, home)
    with override("da"):
        return [_load_kinds(), _load_partners(), _load_cities(), load_projects()]


@transaction.atomic
def _load_kinds() -> str:
    for model, rows in ((CityRelationKind, RELATION_KINDS), (PartnerKind, PARTNER_KINDS)):
        for order, (key, title_da, title_en) in enumerate(rows, start=1):
            defaults = {"title_da": title_da, "title_en": title_en, "order": order}
            model.objects.get_or_create(key=key, defaults=defaults)
    return "kinds of partner and of city relation are there"


@transaction.atomic
def _load_partners() -> str:
    known = set(Partner.objects.values_list("title_da", flat=True))
    rows = [row for row in facts("organisations")["organisations"] if row["name"] not in known]
    tags = facts("record_tags")["organisations"]
    kinds = {kind.key: kind for kind in PartnerKind.objects.all()}
    scopes = {scope.key: scope for scope in Scope.objects.all()}
    for row in rows:
        partner = Partner(
            title_da=row["name"],
            title_en=row["name"],
            lead_da=row["description_da"],
            lead_en=row["description_en"],
            sector=row["helix"],
            kind=kinds.get(row["kind"]),
            scope=scopes.get(row["scope"]),
            parent=Partner.objects.filter(title_da=row["parent"] or "").first(),
            website=row["website"] or "",
            place="Viborg" if row["scope"] == "local" else "",
            source=row["source"],
            internal_note=row["note"] or "",
        )
        partner.further_sectors.set([PartnerSector(sector=sector) for sector in row["also_helix"]])
        give_tags(partner, tags[row["name"]])
        add_record(partner, publish=row["verified"])
    return f"{len(rows)} partners added"


@transaction.atomic
def _load_cities() -> str:
    known = set(City.objects.values_list("title_da", flat=True))
    rows = [row for row in facts("cities")["cities"] if row["name"] not in known]
    kinds = {kind.key: kind for kind in CityRelationKind.objects.all()}
    fields = {field.key: field for field in CreativeField.objects.all()}
    for row in rows:
        add_record(_city(row, kinds, fields), publish=row["verified"])
    return f"{len(rows)} cities added"


def _city(row: dict[str, Any], kinds: dict[str, CityRelationKind], fields: dict[str, CreativeField]) -> City:
    leads = _city_leads(row, fields)
    city = City(
        title_da=row["name"],
        title_en=row["name"],
        lead_da=leads["da"],
        lead_en=leads["en"],
        country=row["country"],
        aliases="\n".join(row["aliases"]),
        designated_year=row["year_designated"],
        timezone=row["timezone"],
        latitude=Decimal(str(row["lat"])),
        longitude=Decimal(str(row["lon"])),
        source=row["source"],
        internal_note=row["note"] or "",
    )
    since = {"uccn_member": row["year_designated"], "twin_town": row["twinned_since"]}
    city.relations.set([CityRelation(kind=kinds[kind], from_year=since[kind]) for kind in row["kinds"]])
    city.field_periods.set(_field_periods(row, fields))
    return city


def _field_periods(row: dict[str, Any], fields: dict[str, CreativeField]) -> list[CityFieldPeriod]:
    changed = FIELD_CHANGES.get(row["name"])
    first = row["year_designated"]
    former = [
        CityFieldPeriod(field=fields[key], from_year=first, until_year=changed) for key in row.get("former_fields", [])
    ]
    return former + [CityFieldPeriod(field=fields[key], from_year=changed or first) for key in row["fields"]]


# The year in which a city moved to another field; cities.json says so in the note (source there).
FIELD_CHANGES = {"Lyon": 2023}


def _city_leads(row: dict[str, Any], fields: dict[str, CreativeField]) -> dict[str, str]:
    da, en = [], []
    for period in _field_periods(row, fields):
        field, year, until = period.field, period.from_year, period.until_year
        if until:
            da.append(f"Kreativ by i UNESCOs netværk, optaget i {year} ({field.title_da.lower()} indtil {until}).")
            en.append(
                f"A Creative City of the UNESCO network, designated in {year} ({field.title_en.lower()} until {until})."
            )
        elif row["former_fields"]:
            da.append(f"Siden {year} inden for {field.title_da.lower()}.")
            en.append(f"Since {year} in the field of {field.title_en.lower()}.")
        else:
            da.append(f"Kreativ by i UNESCOs netværk ({field.title_da.lower()}), optaget i {year}.")
            en.append(f"A Creative City of the UNESCO network ({field.title_en.lower()}), designated in {year}.")
    if "twin_town" in row["kinds"]:
        since = row["twinned_since"]
        da.append(f"Viborgs venskabsby siden {since}." if since else "Venskabsby.")
        en.append(f"Viborg's twin town since {since}." if since else "Twin town.")
    return {"da": " ".join(da), "en": " ".join(en)}
