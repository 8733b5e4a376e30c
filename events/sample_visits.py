"""Delegations of the sample site, past and coming: invented, as the events are that they belong to."""

import datetime as dt
from dataclasses import dataclass

from events.models import Delegation, DelegationRole, Event
from events.services import DelegationData, record_came, register_delegation, register_past_delegation
from partners.models import City


@dataclass(frozen=True, slots=True)
class SampleVisit:
    """Who goes where: role and head count; ``came`` is who came in the end, of what is over."""

    event: str
    city: str
    people: tuple[tuple[str, int], ...]
    came: tuple[tuple[str, int], ...] = ()
    needs: str = ""


VISITS = (
    SampleVisit("Delnetværksmøde på nettet", "Braga", (("focal_point", 1), ("staff", 1)), (("focal_point", 1), ("staff", 1))),
    SampleVisit("Delnetværksmøde på nettet", "Linz", (("focal_point", 1),), (("focal_point", 1),)),
    SampleVisit("Delnetværksmøde på nettet", "York", (("focal_point", 1), ("other", 2)), (("focal_point", 1), ("other", 1))),
    SampleVisit("Delnetværksmøde på nettet", "Gwangju", (("project_manager", 1), ("staff", 2)), (("project_manager", 1), ("staff", 1))),
    SampleVisit("Studiebesøg fra Karlsruhe", "Karlsruhe", (("project_manager", 1), ("staff", 4)), (("project_manager", 1), ("staff", 4))),
    SampleVisit("Rejse til delnetværksmøde i Linz", "Viborg", (("focal_point", 1), ("project_manager", 1)), (("focal_point", 1), ("project_manager", 1))),
    SampleVisit("Rejse til delnetværksmøde i Linz", "Enghien-les-Bains", (("focal_point", 1), ("staff", 1)), (("focal_point", 1),)),
    SampleVisit("Studiebesøg i Braga", "Viborg", (("project_manager", 1), ("staff", 2), ("other", 3))),
    SampleVisit("Konference: billeder der bygger by", "York", (("focal_point", 1), ("staff", 2), ("other", 4)), needs="Step-free hotel"),
    SampleVisit("Konference: billeder der bygger by", "Karlsruhe", (("project_manager", 1), ("other", 2))),
    SampleVisit("Konference: billeder der bygger by", "Toronto", (("mayor", 1), ("chief_executive", 1), ("focal_point", 1))),
    SampleVisit("Værksted: kort på væggen", "York", (("staff", 4), ("other", 8)), needs="Two left-handed drawing boards"),
    SampleVisit("Værksted: kort på væggen", "Karlsruhe", (("staff", 2), ("other", 8))),
    SampleVisit("Værksted: kort på væggen", "Toronto", (("other", 4),)),
    SampleVisit("Netværkets årskonference", "Viborg", (("mayor", 1), ("chief_executive", 1), ("focal_point", 1))),
)  # fmt: skip


def load_visits() -> int:
    """Make the visits that are missing, the city at the event; gives the number made."""
    return sum(_load(plan) for plan in VISITS)


def _load(plan: SampleVisit) -> bool:
    event = Event.objects.filter(title_da=plan.event, is_sample=True, merged_into__isnull=True).first()
    city = City.objects.filter(title_da=plan.city, merged_into__isnull=True).first()
    if event is None or city is None or Delegation.objects.of_event(event).of_cities([city]).exists():
        return False
    data = _data(plan, event)
    register = register_past_delegation if event.is_over else register_delegation
    made = register(data, event=event, city=city, registered_by=None)
    Delegation.objects.filter(pk=made.pk).update(is_sample=True)
    if plan.came and event.is_over:
        record_came(made, dict(_counts(plan.came)), recorded_by=None)
        Delegation.objects.filter(pk=made.pk).update(is_sample=True)
    return True


def _counts(people: tuple[tuple[str, int], ...]) -> tuple[tuple[int, int], ...]:
    keys = dict(DelegationRole.objects.values_list("key", "pk"))
    return tuple((keys[role], count) for role, count in people if role in keys)


def _data(plan: SampleVisit, event: Event) -> DelegationData:
    first = event.start_date
    return DelegationData(
        people=_counts(plan.people),
        contact_name=f"{plan.city}, demo",
        contact_email="delegation@demo.invalid",
        arrives_on=first - dt.timedelta(days=1) if first else None,
        leaves_on=(event.end_date or first) if first else None,
        needs=plan.needs,
    )
