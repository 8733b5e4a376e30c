"""Who may act for whom: the questions that portal, API and feeds ask about a user and a record.

Every answer is about one object and comes from the database as it is now: what a draft says gives nobody any right.
"""

from typing import Any, TypeAlias

from django.db.models import Model, Q

from partners.models import City, Membership, Partner

Organisation: TypeAlias = Partner | City


def _may_be_member(user: Any) -> bool:
    return bool(user is not None and user.is_authenticated and user.is_active)


def organisations_of(user: Any) -> list[Organisation]:
    """The partners and cities that ``user`` is a member of today, in order of title. One query."""
    if not _may_be_member(user):
        return []
    places = Membership.objects.active().filter(user=user).select_related("partner", "city")
    return sorted((place.organisation for place in places), key=lambda found: str(found.title).casefold())


def membership_in(user: Any, organisation: Organisation) -> Membership | None:
    """The active membership of ``user`` in ``organisation``, or ``None``."""
    if not _may_be_member(user) or organisation.pk is None:
        return None
    found: Membership | None = Membership.objects.active().in_organisation(organisation).filter(user=user).first()
    return found


def is_member(user: Any, organisation: Organisation) -> bool:
    """Whether ``user`` is a member of ``organisation`` today, in whatever role."""
    return membership_in(user, organisation) is not None


def is_owner(user: Any, organisation: Organisation) -> bool:
    """Whether ``user`` cares for the members of ``organisation``."""
    found = membership_in(user, organisation)
    return found is not None and found.is_owner


def is_staff_for(user: Any, model: type[Model] | Model) -> bool:
    """Whether ``user`` is staff who may change records of that type: communications, focal point, administrators."""
    meta = model._meta
    return _may_be_member(user) and bool(user.has_perm(f"{meta.app_label}.change_{meta.model_name}"))


def may_edit(user: Any, record: Any) -> bool:
    """Whether ``user`` may hand in changes to ``record``; the rules are those of ``editable_by``."""
    return record.pk is not None and bool(editable_by(user, type(record)).filter(pk=record.pk).exists())


def editable_by(user: Any, model: type[Any]) -> Any:
    """The records of ``model`` to which ``user`` may hand in changes, as a queryset.

    Staff may edit everything; members their own partner or city, and the projects and events that one of theirs
    answers for: as lead or host of a project, as organiser or co-organiser of an event, as leading or host city
    (``answering_roles`` of the model). Taking part, funding or contributing is not enough.
    """
    if not _may_be_member(user):
        return model.objects.none()
    if is_staff_for(user, model):
        return model.objects.all()
    places = Membership.objects.active().filter(user=user)
    if issubclass(model, Partner | City):
        return model.objects.filter(pk__in=_keys(places, str(model._meta.model_name)))
    return model.objects.filter(_answered_q(model, places))


def answers_for(organisation: Organisation, record: Any) -> bool:
    """Whether changes to ``record`` are ``organisation``'s to hand in: its own profile, or what it leads or hosts."""
    if isinstance(record, Partner | City):
        return type(record) is type(organisation) and record.pk == organisation.pk
    kind = str(organisation._meta.model_name)
    relation = {"partner": "partner_links", "city": "city_links"}[kind]
    roles = getattr(record, "answering_roles", {}).get(relation, ())
    link = record._meta.get_field(relation).related_model
    rows = link._base_manager.filter(role__in=roles, **{kind: organisation.pk, record._meta.model_name: record.pk})
    city_field = getattr(record, "answering_city", "") if kind == "city" else ""
    return rows.exists() or bool(city_field and getattr(record, f"{city_field}_id") == organisation.pk)


def _keys(places: Any, field: str) -> Any:
    """The partners or cities among memberships, as a subquery."""
    return places.filter(**{f"{field}__isnull": False}).values(field)


def _answered_q(model: type[Any], places: Any) -> Q:
    """The projects or events that an organisation among ``places`` answers for."""
    question = Q(pk__in=[])
    for relation, roles in getattr(model, "answering_roles", {}).items():
        link = model._meta.get_field(relation).related_model
        field = "partner" if relation == "partner_links" else "city"
        rows = link._base_manager.filter(role__in=roles, **{f"{field}__in": _keys(places, field)})
        question |= Q(pk__in=rows.values(model._meta.model_name))
    if city_field := getattr(model, "answering_city", ""):
        question |= Q(**{f"{city_field}__in": _keys(places, "city")})
    return question
