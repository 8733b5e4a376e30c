"""The real projects of the membership, and sample ones around the day on which they are loaded."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from hub.choices import DatePrecision
from hub.models import SDG, AreaOfAction, Dimension, Objective, Priority, Scope
from hub.sample_texts import results_html
from hub.seed_files import facts
from hub.services import add_record, give_tags
from partners.choices import CityRole, PartnerRole
from partners.models import City, Partner, Project, ProjectCity, ProjectPartner

MONTH = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class SampleProject:
    """An invented project; ``first`` and ``last`` are months from the day of loading."""

    title_da: str
    title_en: str
    lead_da: str
    lead_en: str
    first: int
    last: int
    partners: tuple[str, ...]
    cities: tuple[str, ...]
    tags: tuple[str, ...]
    objectives: tuple[str, ...]
    areas: tuple[str, ...]
    priorities: tuple[str, ...]
    dimensions: tuple[str, ...]
    sdgs: tuple[int, ...]


SAMPLES = (
    SampleProject(
        "Levende læring i skolen", "Living learning at school",
        "Skoleklasser animerer pensum sammen med studerende.", "School classes animate their syllabus with students.",
        -20, -3, ("Animated Learning Lab", "Viborg Kommune"), ("Viborg",), ("animation", "læring", "børn"),
        ("access_and_participation",), ("pilot_projects",), ("learning",), ("social",), (4,),
    ),
    SampleProject(
        "Vægge der fortæller", "Walls that tell",
        "Tre facader i bymidten bliver lærred for lokale fortællinger.", "Three town-centre walls become canvases for local stories.",
        -16, -1, ("Viborg Kunsthal", "Viborg Domkirke", "Tumblehead"), ("Viborg", "York"),
        ("projection mapping", "byrum", "kulturarv"), ("creativity_in_urban_development",), ("pilot_projects",),
        ("co_creation",), ("cultural",), (11,),
    ),
    SampleProject(
        "Tegn klimaet", "Draw the climate",
        "Unge fra fire byer tegner deres bud på en grøn hverdag.", "Young people of four cities draw their idea of a green everyday.",
        -10, 4, ("The Drawing Academy", "Visuel HF, Viborg Gymnasium"), ("Viborg", "Karlsruhe", "Linz", "Gwangju"),
        ("tegning", "unge", "bæredygtighed", "udveksling"), ("international_cooperation",), ("sharing",),
        ("sustainability",), ("environmental",), (13, 17),
    ),
    SampleProject(
        "Sundhed i billeder", "Health in pictures",
        "Animerede vejledninger til patienter, prøvet af på to sygehuse.", "Animated guides for patients, tried out at two hospitals.",
        -14, 2, ("Visikon", "VIA University College, Campus Viborg"), ("Viborg",), ("sundhedsformidling", "animation"),
        ("creation_and_distribution",), ("research",), ("communities",), ("social",), (3,),
    ),
    SampleProject(
        "Nordisk tegnestue", "Nordic drawing studio",
        "Venskabsbyernes unge mødes på nettet og tegner videre på hinandens ark.", "Young people of the twin towns meet online and continue each other's sheets.",
        -6, 8, ("Visual Talent Centre",), ("Viborg", "Hamar", "Lüneburg"), ("tegning", "unge", "talent", "udveksling"),
        ("international_cooperation",), ("exchange",), ("communities",), ("cultural",), (4, 17),
    ),
    SampleProject(
        "Banebyen i bevægelse", "The railway quarter in motion",
        "Borgere og studier visualiserer et nyt byområde, før det bygges.", "Citizens and studios visualise a new quarter before it is built.",
        -3, 14, ("Viborg Kommune", "Arsenalet"), ("Viborg",), ("samskabelse", "byrum", "AR/VR"),
        ("creativity_in_urban_development", "integration_in_strategies"), ("policies",), ("co_creation",), ("economic", "social"), (11,),
    ),
    SampleProject(
        "Residency på tværs", "Residencies across",
        "To kunstnere bytter by i to måneder om året.", "Two artists change cities for two months a year.",
        1, 20, ("Open Workshop", "Viborg Kunsthal"), ("Viborg", "Enghien-les-Bains"), ("residency", "udveksling", "mediekunst"),
        ("international_cooperation", "creation_and_distribution"), ("exchange",), ("learning",), ("cultural", "economic"), (8, 17),
    ),
    SampleProject(
        "Spil med historien", "Play with history",
        "Museet og studerende gør byens fortid til et spil.", "The museum and students turn the town's past into a game.",
        -1, 22, ("Viborg Museum / Museum Wibergis", "Media College Denmark"), ("Viborg", "Braga"), ("spil", "kulturarv", "AR/VR"),
        ("access_and_participation",), ("pilot_projects",), ("learning", "communities"), ("cultural",), (4, 11),
    ),
)  # fmt: skip


@transaction.atomic
def load_projects() -> str:
    """Add the real projects and the samples that are missing."""
    known = set(Project.objects.values_list("title_da", flat=True))
    real = [row for row in facts("activities")["activities"] if row["record"] == "project"]
    made = [_real(row) for row in real if row["title_da"] not in known]
    made += [_sample(plan) for plan in SAMPLES if plan.title_da not in known]
    return f"{len(made)} projects added"


def _real(row: dict[str, Any]) -> Project:
    start, end = (dt.date.fromisoformat(row[key]) if row[key] else None for key in ("start", "end"))
    # The sources give many of these by the year only; the data then has the year's first or last day.
    by_year = (start is not None and (start.month, start.day) == (1, 1)) or (
        end is not None and (end.month, end.day) == (12, 31)
    )
    project = Project(
        title_da=row["title_da"],
        title_en=row["title_en"],
        lead_da=row["summary_da"],
        lead_en=row["summary_en"],
        body_da=results_html(row["results"], "da"),
        body_en=results_html(row["results"], "en"),
        start=start,
        end=end,
        date_precision=DatePrecision.YEAR if by_year else DatePrecision.DAY,
        scope=Scope.objects.filter(key="international" if len(row["cities"]) > 1 else "local").first(),
        source=row["source"],
        internal_note=row["note"] or "",
    )
    _link(project, row["partners"], row["cities"])
    give_tags(project, facts("record_tags")["activities"][row["key"]])
    add_record(project, publish=row["verified"])
    return project


def _sample(plan: SampleProject) -> Project:
    today = timezone.localdate()
    project = Project(
        title_da=plan.title_da,
        title_en=plan.title_en,
        lead_da=plan.lead_da,
        lead_en=plan.lead_en,
        start=today + plan.first * MONTH,
        end=today + plan.last * MONTH,
        date_precision=DatePrecision.MONTH,
        scope=Scope.objects.filter(key="international" if len(plan.cities) > 1 else "local").first(),
        is_sample=True,
    )
    _link(project, plan.partners, plan.cities)
    project.objectives.set(Objective.objects.filter(key__in=plan.objectives))
    project.areas_of_action.set(AreaOfAction.objects.filter(key__in=plan.areas))
    project.priorities.set(Priority.objects.filter(key__in=plan.priorities))
    project.dimensions.set(Dimension.objects.filter(key__in=plan.dimensions))
    project.sdgs.set(SDG.objects.filter(order__in=plan.sdgs))
    give_tags(project, plan.tags)
    add_record(project, publish=True)
    return project


def _link(project: Project, partners: list[str] | tuple[str, ...], cities: list[str] | tuple[str, ...]) -> None:
    found = {partner.title_da: partner for partner in Partner.objects.filter(title_da__in=partners)}
    roles = [PartnerRole.LEAD, *[PartnerRole.PARTICIPANT] * len(partners)]
    project.partner_links.set(
        [
            ProjectPartner(partner=found[name], role=role)
            for name, role in zip(partners, roles, strict=False)
            if name in found
        ]
    )
    towns = {city.title_da: city for city in City.objects.filter(title_da__in=cities)}
    project.city_links.set(
        [
            ProjectCity(city=towns[name], role=CityRole.LEAD if number == 0 else CityRole.PARTICIPANT)
            for number, name in enumerate(cities)
            if name in towns
        ]
    )
