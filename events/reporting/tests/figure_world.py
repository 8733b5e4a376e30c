"""A small world of activities in which every number of every figure counts something."""

import datetime as dt
from decimal import Decimal

from events.choices import DelegationState, EventStatus
from events.models import Delegation, DelegationPeople, DelegationRole
from events.reporting.choices import ActivityState, EvidenceState
from events.reporting.models import (
    Activity,
    ActivityCity,
    ActivityPartner,
    ActivityPeople,
    Evidence,
    PeopleKind,
    ReportSection,
    ReportTemplate,
)
from events.reporting.periods import period_of
from events.tests.factories import EventFactory
from hub.choices import HelixSector
from hub.models import SDG, AreaOfAction, Dimension, Objective, Priority, Scope
from hub.tests.factories import UserFactory
from partners.models import ProjectPartner
from partners.tests.factories import CityFactory, PartnerFactory, ProjectFactory

PERIOD = period_of("2023-2025")
VOCABULARIES = {
    "priorities": Priority,
    "objectives": Objective,
    "sdgs": SDG,
    "areas_of_action": AreaOfAction,
    "dimensions": Dimension,
}


def term(model, key, **values):
    found, _made = model.objects.get_or_create(
        key=key, defaults={"title_da": f"{key} (da)", "title_en": f"{key} (en)", **values}
    )
    return found


def activity(title="A festival", *, day=dt.date(2024, 5, 4), proven=True, state=ActivityState.ACCEPTED, **values):
    """An activity with one term of each vocabulary it is given: ``priorities=["learning"]``."""
    terms = {name: values.pop(name, ()) for name in VOCABULARIES}
    people = values.pop("people", {})
    partners, cities = values.pop("partners", ()), values.pop("cities", ())
    base = {"title_da": f"{title} (da)", "title_en": title, "start_date": day, "state": state}
    made = Activity.objects.create(**(base | values))
    for name, keys in terms.items():
        getattr(made, name).set([term(VOCABULARIES[name], key) for key in keys])
    for key, count in people.items():
        ActivityPeople.objects.create(activity=made, kind=term(PeopleKind, key), count=count)
    for partner in partners:
        ActivityPartner.objects.create(activity=made, partner=partner)
    for city in cities:
        ActivityCity.objects.create(activity=made, city=city)
    if proven:
        evidence(made)
    return made


def evidence(of, title="Programme", **values):
    base = {"url": f"https://example.org/{of.pk}", "state": EvidenceState.ALIVE}
    return Evidence.objects.create(activity=of, title=title, **(base | values))


def delegation(event, city, *, came, role="mayor", state=DelegationState.REGISTERED):
    visit = Delegation.objects.create(event=event, city=city, state=state)
    DelegationPeople.objects.create(delegation=visit, role=term(DelegationRole, role), registered=3, came=came)
    return visit


def form(key="mmr", **values):
    """A form of a report with sections like UNESCO's."""
    template = ReportTemplate.objects.create(key=key, title_da="Medlemsrapport", title_en="Monitoring Report", **values)
    keys = ("executive_summary", "general_information", "global_management", "local_initiatives")
    for order, name in enumerate((*keys, "intercity_initiatives", "action_plan")):
        ReportSection.objects.create(
            template=template,
            key=name,
            number=str(order + 1),
            title_da=f"{name} (da)",
            title_en=name.replace("_", " ").capitalize(),
            takes_activities=name.endswith("initiatives"),
            order=order,
        )
    return template


def grow_world():
    """Three years of activities of every sort; gives the template of a report."""
    template = form()
    local = template.sections.get(key="local_initiatives")
    between = template.sections.get(key="intercity_initiatives")
    own = CityFactory(title_en="Viborg", slug="viborg")
    york, gwangju = CityFactory(title_en="York"), CityFactory(title_en="Gwangju")
    school = PartnerFactory(title_en="School", sector=HelixSector.EDUCATION)
    studio = PartnerFactory(title_en="Studio", sector=HelixSector.BUSINESS)
    council = PartnerFactory(title_en="Council", sector=HelixSector.PUBLIC)
    gone = PartnerFactory(title_en="Gone", sector=HelixSector.CIVIL_SOCIETY, live=False)
    anna = UserFactory(username="anna", first_name="Anna", last_name="Aagaard")
    for key in ("learning", "communities", "sustainability"):
        term(Priority, key)
    for key in ("exchange", "access"):
        term(Objective, key)
    international, near = term(Scope, "international"), term(Scope, "local")

    activity(
        "Festival",
        priorities=["learning"],
        objectives=["access"],
        sdgs=["4"],
        areas_of_action=["sharing"],
        dimensions=["cultural"],
        scope=near,
        section=local,
        partners=[school, studio, council],
        people={"audience": 1200, "pupils": 80},
        money_planned=Decimal("1000.50"),
        money_spent=Decimal("900.25"),
        hours_planned=Decimal("10"),
        hours_spent=Decimal("12.5"),
        summary_en="A week of films. Schools came.",
        summary_da="En uge med film.",
        result_en="Twelve films were made.",
        responsible=anna,
    )
    activity(
        "Residency",
        day=dt.date(2023, 12, 1),
        end_date=dt.date(2024, 2, 1),
        priorities=["learning", "communities"],
        objectives=["exchange", "access"],
        scope=international,
        section=between,
        partners=[school, gone],
        cities=[york, gwangju],
        people={"artists": 3},
        money_spent=Decimal("99.75"),
    )
    activity("Talk", day=dt.date(2025, 12, 31), objectives=["access"], section=local, partners=[studio], cities=[york])
    activity("Unproven", proven=False, priorities=["learning"], objectives=["access"], section=local, responsible=anna)
    dead = activity("Dead link", proven=False, day=dt.date(2023, 1, 1), section=local, people={"audience": 7})
    evidence(dead, "A dead page", state=EvidenceState.DEAD, responsible=anna)
    activity("Draft", state=ActivityState.DRAFT, priorities=["learning"], objectives=["access"])
    activity("Before", day=dt.date(2022, 12, 31), priorities=["learning"])
    activity("Coming", day=dt.date(2026, 3, 1), priorities=["learning"], section=local)
    activity("Off", event=EventFactory(title_en="Off", status=EventStatus.CANCELLED), priorities=["learning"])

    whole = ProjectFactory(title_en="Whole", start=dt.date(2020, 1, 1))
    for partner in (school, studio, council):
        ProjectPartner.objects.create(project=whole, partner=partner)
    lone = ProjectFactory(title_en="Lone", start=dt.date(2024, 1, 1), end=dt.date(2024, 5, 1))
    ProjectPartner.objects.create(project=lone, partner=school)
    ProjectFactory(title_en="Later", start=dt.date(2026, 1, 1))

    abroad = EventFactory(title_en="Abroad", city=york, start_date=dt.date(2024, 6, 1))
    here = EventFactory(title_en="Here", city=own, start_date=dt.date(2025, 6, 1))
    delegation(abroad, own, came=2)
    delegation(here, york, came=None)
    delegation(here, gwangju, came=4, role="staff")
    delegation(here, own, came=9, state=DelegationState.CANCELLED)
    off = EventFactory(title_en="Not held", city=own, status=EventStatus.CANCELLED, start_date=dt.date(2024, 3, 1))
    delegation(off, york, came=9)
    return template
