"""What membership asks, as the note and public sources say it; the application's process plan; offices."""

import datetime as dt
from typing import Any

from events.reporting.choices import ObligationLevel, Recurring
from events.reporting.models import Duty, Obligation, ObligationPlan, Office, OfficeHolder, PeopleKind
from events.reporting.services.duties import make_duties
from hub.sample_site.facts import NOTE_SOURCE
from hub.seed_files import facts

PLANS = (
    ("membership", "Medlemskabets forpligtelser", "Duties of the membership"),
    ("budget", "Budgetlinjer og timer", "Budget lines and hours"),
    ("application_2019", "Procesplan for ansøgningen 2019", "Process plan of the application 2019"),
)
OFFICES = (
    ("focal_point", "Focal point", "Focal point"),
    ("alternate", "Stedfortræder", "Alternate"),
    ("mayor_representative", "Borgmesterens repræsentant", "Representative of the mayor"),
)
PEOPLE_KINDS = (
    ("participants", "Deltagere", "Participants"),
    ("audience", "Publikum", "Audience"),
    ("pupils", "Elever", "Pupils"),
    ("students", "Studerende", "Students"),
    ("artists", "Kunstnere", "Artists"),
    ("professionals", "Fagfolk", "Professionals"),
    ("volunteers", "Frivillige", "Volunteers"),
    ("delegates", "Udsendinge fra byer", "Delegates of cities"),
)
# First year for which the hub keeps account.
FIRST_YEAR = 2025
# How the note's obligations are followed: rule, roles, target, unit, the day of the year they are looked at.
FOLLOWED: dict[str, dict[str, Any]] = {
    "political_backing": {"rule": "conference_by_roles", "roles": ["mayor", "chief_executive"], "target": 2, "unit": ("roller", "roles"), "day": (9, 30)},
    "annual_member_meeting": {"rule": "conference_by_roles", "roles": ["mayor", "chief_executive", "focal_point"], "target": 3, "unit": ("roller", "roles"), "day": (9, 30)},
    "subnetwork_meeting": {"rule": "sub_network_people", "roles": ["staff", "project_manager", "focal_point"], "target": 2, "unit": ("personer", "people"), "day": (12, 31)},
    "exchange_events": {"rule": "exchanges", "target": 2, "unit": ("udvekslinger", "exchanges"), "day": (12, 31)},
    "activity_plan": {"day": (1, 31)},
    "reporting": {"day": (3, 31)},
}  # fmt: skip
DATE_NOTE = (
    "Dagen er valgt her, ikke givet af kilden; ret den.",
    "The day was chosen here, not given by the source; correct it.",
)
PROOFS = {
    "annual_member_meeting": ("Delegation med deltagelse registreret", "Delegation with participation recorded"),
    "activity_plan": ("Den vedtagne plan", "The adopted plan"),
    "reporting": ("Den afleverede årsrapport", "The report handed in"),
    "monitoring_report": ("Den indsendte rapport med kvittering", "The submitted report with its receipt"),
}
OWN: tuple[dict[str, Any], ...] = (
    {
        "key": "monitoring_report", "recurrence": Recurring.EVERY_YEARS, "every_years": 4, "first_due": dt.date(2027, 12, 31),
        "rule": "report_submitted", "target": 1, "unit": ("rapport", "report"), "remind_days": 180,
        "title_da": "Medlemsrapport hvert fjerde år", "title_en": "Membership Monitoring Report every four years",
        "text_da": "Udledt: udnævnt i 2019, derefter hvert fjerde år: 2023, 2027, 2031. Her følges den fra 2027.",
        "text_en": "Derived: designated in 2019, then every four years: 2023, 2027, 2031. Followed here from 2027.",
    },
    {
        "key": "action_plan", "recurrence": Recurring.EVERY_YEARS, "every_years": 4, "first_due": dt.date(2027, 12, 31), "remind_days": 180,
        "title_da": "Ny fireårig handlingsplan i hver rapport", "title_en": "A new four-year action plan in each report",
        "text_da": "", "text_en": "",
    },
    {
        "key": "accessibility_statement", "recurrence": Recurring.YEARLY, "first_due": dt.date(2026, 12, 1),
        "title_da": "Tilgængelighedserklæringen ses efter", "title_en": "Accessibility statement looked through",
        "text_da": "Erklæringen på /was skal ses efter og opdateres mindst en gang om året.",
        "text_en": "The statement at /was is to be looked through and updated at least once a year.",
    },
)  # fmt: skip


def load_obligations() -> str:
    """Make obligations, offices and kinds of people that are missing; those that are there stay as they are."""
    for model, terms in ((ObligationPlan, PLANS), (Office, OFFICES), (PeopleKind, PEOPLE_KINDS)):
        for order, (key, title_da, title_en) in enumerate(terms, start=1):
            defaults = {"title_da": title_da, "title_en": title_en, "order": order}
            model.objects.get_or_create(key=key, defaults=defaults)
    rows = [*_from_note(), *_from_network(), *_budget(), *_process()]
    made = 0
    for order, row in enumerate(rows, start=1):
        key = row.pop("key")
        _row, is_new = Obligation.objects.get_or_create(key=key, defaults={"order": order, **row})
        made += is_new
    duties = make_duties()
    _close_application()
    return f"{made} obligations and {duties} duties added"


def _plan(key: str) -> ObligationPlan:
    found: ObligationPlan = ObligationPlan.objects.get(key=key)
    return found


def _from_note() -> list[dict[str, Any]]:
    return [_note_row(row) for row in facts("seed")["obligations"]]


def _note_row(row: dict[str, Any]) -> dict[str, Any]:
    followed = FOLLOWED[row["key"]]
    month, day = followed["day"]
    proof_da, proof_en = PROOFS.get(row["key"], ("", ""))
    return {
        "key": row["key"],
        "plan": _plan("membership"),
        "level": row["level"] if row["level"] in ObligationLevel.values else ObligationLevel.EXPECTED,
        "title_da": row["title"]["da"],
        "title_en": row["title"]["en"],
        "text_da": f"{row['text']['da']} {DATE_NOTE[0]}",
        "text_en": f"{row['text']['en']} {DATE_NOTE[1]}",
        "recurrence": Recurring.YEARLY,
        "first_due": dt.date(FIRST_YEAR, month, day),
        "rule": followed.get("rule", ""),
        "roles": followed.get("roles", []),
        "target": followed.get("target"),
        "unit_da": followed.get("unit", ("", ""))[0],
        "unit_en": followed.get("unit", ("", ""))[1],
        "proof_da": proof_da,
        "proof_en": proof_en,
        "source": NOTE_SOURCE,
    }


def _from_network() -> list[dict[str, Any]]:
    sources = {row["key"]: row["source"] for row in facts("uccn")["commitments"]}
    rows = []
    for own in OWN:
        row = dict(own)
        unit_da, unit_en = row.pop("unit", ("", ""))
        proof_da, proof_en = PROOFS.get(row["key"], ("", ""))
        texts = {
            name: f"{row[name]} {note}".strip() for name, note in zip(("text_da", "text_en"), DATE_NOTE, strict=True)
        }
        more = {"unit_da": unit_da, "unit_en": unit_en, "proof_da": proof_da, "proof_en": proof_en}
        rows.append(row | texts | more | {"plan": _plan("membership"), "source": sources.get(row["key"], "")})
    return rows


def _budget() -> list[dict[str, Any]]:
    """The lines of the note's financial frame; amounts are not in it."""
    rows = []
    for line in facts("seed")["budget_lines"]:
        is_hours = line["key"] == "project_manager_hours"
        rows.append(
            {
                "key": f"budget_{line['key']}",
                "plan": _plan("budget"),
                "level": ObligationLevel.RECOMMENDED if line["optional"] else ObligationLevel.EXPECTED,
                "title_da": f"Budget: {line['da']}",
                "title_en": f"Budget: {line['en']}",
                "text_da": f"Noten nævner linjen uden beløb. {DATE_NOTE[0]}",
                "text_en": f"The note names the line without an amount. {DATE_NOTE[1]}",
                "recurrence": Recurring.YEARLY,
                "first_due": dt.date(2026, 12, 31),
                "rule": "hours_spent" if is_hours else "",
                "unit_da": "timer" if is_hours else "",
                "unit_en": "hours" if is_hours else "",
                "source": NOTE_SOURCE,
            }
        )
    return rows


def _process() -> list[dict[str, Any]]:
    """The steps of the application; the year is inferred, and for some which text belongs to which date."""
    seed = facts("seed")
    year, note = seed["year_of_note"]["inferred"], seed["process_plan_note"]
    rows = []
    for step in seed["process_plan"]:
        due = dt.date(year, step["month"], step["day"] or 30)
        body = step["body"] or {"da": "", "en": ""}
        rows.append(
            {
                "key": f"application_{step['key']}",
                "plan": _plan("application_2019"),
                "level": ObligationLevel.REQUIRED,
                "title_da": step["title"]["da"],
                "title_en": step["title"]["en"],
                "text_da": f"{body['da']} {note['da']}".strip(),
                "text_en": f"{body['en']} {note['en']}".strip(),
                "recurrence": Recurring.ONCE,
                "first_due": due,
                "source": NOTE_SOURCE,
            }
        )
    return rows


def _close_application() -> None:
    """The designation followed, so its steps are behind us; on which days they were taken is not known."""
    text = "Udnævnelsen fulgte i 2019; dagen er planens. / The designation followed in 2019; the day is the plan’s."
    for duty in Duty.objects.filter(obligation__plan__key="application_2019", done_on__isnull=True, note=""):
        duty.done_on, duty.note = duty.due_on, text
        duty.save(update_fields=["done_on", "note"])


def load_offices() -> str:
    """Sample holders, named as such, where nobody holds an office."""
    made = 0
    for office in Office.objects.filter(holders__isnull=True):
        name = f"{office.title_da} (eksempel / sample)"
        OfficeHolder.objects.create(office=office, name=name, first_day=dt.date(2023, 1, 1))
        made += 1
    return f"{made} sample holders of offices added"
