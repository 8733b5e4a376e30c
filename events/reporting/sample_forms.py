"""The forms of reports that a fresh hub starts with: sections, limits and instructions, all of them correctable."""

from typing import Any

from events.reporting.choices import ReportKind, ReportLanguage
from events.reporting.models import ReportSection, ReportTemplate
from hub.seed_files import facts

# Translations made for this data set, like the Danish ones; the form's own wording may differ.
FRENCH = {
    "executive_summary": "Résumé",
    "general_information": "Informations générales",
    "global_management": "Contribution à la gestion globale du programme",
    "local_initiatives": "Principales initiatives mises en œuvre au niveau local pour atteindre les objectifs du réseau",
    "intercity_initiatives": "Principales initiatives mises en œuvre dans le cadre de la coopération entre villes",
    "action_plan": "Proposition de plan d’action pour les quatre années à venir",
    "additional": "Section thématique",
}
TAKES_ACTIVITIES = ("global_management", "local_initiatives", "intercity_initiatives")
OWN_SOURCE = "Viborg Visuals Hub: forslag til skabelon / suggested form"
COUNCIL_SECTIONS = (
    ("summary", "Året kort", "The year in short", "Det vigtigste på en halv side.", "What matters most, on half a page."),
    ("local", "Aktiviteter i byen", "Activities in the city", "Årets lokale aktiviteter med resultater.", "The year's local activities with results."),
    ("intercity", "Samarbejde med andre byer", "Work with other cities", "Besøg, værtskaber og fælles projekter.", "Visits, hosting and joint projects."),
    ("network", "Deltagelse i netværket", "Part in the network", "Konference, delnetværk og opgaver for netværket.", "Conference, sub-network and work for the network."),
    ("economy", "Timer og penge", "Hours and money", "Planlagt og brugt.", "Planned and spent."),
    ("next_year", "Næste år", "Next year", "Hvad der er på vej, og hvad der mangler.", "What is on its way, and what is missing."),
)  # fmt: skip
PLAN_SECTIONS = (
    ("principle", "Princip", "Principle", "Kun aktiviteter, der alligevel ventes gennemført.", "Only activities that are expected to happen anyway."),
    ("planned_local", "Planlagte lokale aktiviteter", "Planned local activities", "Hvad der sker i byen.", "What happens in the city."),
    ("planned_international", "Planlagte internationale aktiviteter", "Planned international activities", "Besøg, værtskaber og fælles projekter.", "Visits, hosting and joint projects."),
    ("budget", "Budget og timer", "Budget and hours", "Linjerne i den økonomiske ramme.", "The lines of the financial frame."),
    ("communication", "Kommunikation", "Communication", "Hvordan arbejdet bliver kendt.", "How the work becomes known."),
)  # fmt: skip


def load_forms() -> str:
    """Make the forms that are missing; those that are there stay as staff have left them."""
    own = ReportLanguage.DANISH
    made = [
        _form("monitoring_report", ReportKind.MONITORING, 4, ReportLanguage.ENGLISH, _monitoring(), order=1),
        _form("council_report", ReportKind.COUNCIL, 1, own, _own(COUNCIL_SECTIONS), order=2),
        _form("activity_plan", ReportKind.PLAN, 1, own, _own(PLAN_SECTIONS), order=3),
    ]
    return f"{sum(made)} forms of reports added"


NAMES = {
    "monitoring_report": ("Medlemsrapport", "Membership Monitoring Report", "Rapport de suivi des membres"),
    "council_report": ("Årsrapport til byrådet", "Yearly report to the council", "Rapport annuel au conseil municipal"),
    "activity_plan": ("Aktivitetsplan", "Activity plan", "Plan d’activités"),
}


def _form(key: str, kind: str, years: int, language: str, sections: list[ReportSection], *, order: int) -> bool:
    title_da, title_en, title_fr = NAMES[key]
    source = facts("uccn")["monitoring_report"]["source"] if kind == ReportKind.MONITORING else OWN_SOURCE
    values = {"kind": kind, "years": years, "language": language, "order": order, "source": source}
    titles = {"title_da": title_da, "title_en": title_en, "title_fr": title_fr}
    form, is_new = ReportTemplate.objects.get_or_create(key=key, defaults=values | titles)
    if is_new:
        for section in sections:
            section.template = form
            section.save()
    return is_new


def _monitoring() -> list[ReportSection]:
    """As the network's guidelines are known to us; word limits are not known, and stay open."""
    return [_monitoring_section(row) for row in facts("uccn")["monitoring_report"]["sections"]]


def _monitoring_section(row: dict[str, Any]) -> ReportSection:
    limit = row["word_limit"]
    return ReportSection(
        key=row["key"],
        number=str(row["number"]),
        title_da=row["title_da"],
        title_en=row["title_en"],
        title_fr=FRENCH.get(row["key"], ""),
        instructions_da=row["wants_da"],
        instructions_en=row["wants_en"],
        limit=limit,
        limit_unit="words" if limit else "",
        takes_activities=row["key"] in TAKES_ACTIVITIES,
        fields=row["fields"],
        source=row["source"],
        order=row["number"],
    )


def _own(rows: tuple[tuple[str, str, str, str, str], ...]) -> list[ReportSection]:
    return [
        ReportSection(
            key=key,
            number=str(number),
            title_da=title_da,
            title_en=title_en,
            instructions_da=wants_da,
            instructions_en=wants_en,
            source=OWN_SOURCE,
            order=number,
        )
        for number, (key, title_da, title_en, wants_da, wants_en) in enumerate(rows, start=1)
    ]
