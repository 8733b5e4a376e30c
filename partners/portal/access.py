"""Which record a portal address is about, and whether the reader may be there.

What is not one's own answers 404 like what doesn't exist, so that nobody learns of drafts by trying addresses.
"""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from hub.models import User
from hub.searchable import all_types
from partners.membership import Organisation, is_owner, is_staff_for, may_edit, membership_in
from partners.models import City, Partner

View = Callable[..., HttpResponse]
ORGANISATIONS: dict[str, type[Partner] | type[City]] = {"partner": Partner, "city": City}
# The types that can have contact persons; all of them are registered as searchable.
WITH_CONTACTS = ("partner", "city", "project", "event")


class OrganisationKind:
    """In addresses: ``partner`` or ``city``."""

    regex = "partner|city"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class RecordKind(OrganisationKind):
    """In addresses: a type that can have contact persons."""

    regex = "|".join(WITH_CONTACTS)


def signed_in(request: HttpRequest) -> User:
    """The user, where ``login_required`` has seen to it that there is one."""
    assert isinstance(request.user, User)  # noqa: S101
    return request.user


def organisation_or_404(kind: str, uid: uuid.UUID) -> Organisation:
    """The partner or city of an address; merged ones are gone."""
    found = ORGANISATIONS[kind].objects.filter(uid=uid, merged_into__isnull=True).first()
    if found is None:
        raise Http404
    return found


def record_or_404(kind: str, uid: uuid.UUID) -> Any:
    """The record of an address."""
    models = (known.model_class() for known in all_types())
    model = next((model for model in models if model._meta.model_name == kind), None)
    found = model.objects.filter(uid=uid, merged_into__isnull=True).first() if model else None
    if found is None:
        raise Http404
    return found


def for_members(view: View) -> View:
    """For members of the organisation of the address and for staff; the view gets ``organisation``."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, kind: str, uid: uuid.UUID, **kwargs: Any) -> HttpResponse:
        organisation = organisation_or_404(kind, uid)
        user = signed_in(request)
        if membership_in(user, organisation) is None and not is_staff_for(user, organisation):
            raise Http404
        return view(request, organisation=organisation, **kwargs)

    return guarded


def may_care_for_members(user: User, organisation: Organisation) -> bool:
    """Whether ``user`` may invite, promote and remove: owners and staff."""
    return is_owner(user, organisation) or is_staff_for(user, organisation)


def for_owners(view: View) -> View:
    """For owners of the organisation of the address and for staff; other members are told that it isn't theirs."""

    @for_members
    @wraps(view)
    def guarded(request: HttpRequest, organisation: Organisation, **kwargs: Any) -> HttpResponse:
        if not may_care_for_members(signed_in(request), organisation):
            raise PermissionDenied
        return view(request, organisation=organisation, **kwargs)

    return guarded


def for_editors(view: View) -> View:
    """For whoever may edit the record of the address; the view gets ``record``."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, kind: str, uid: uuid.UUID, **kwargs: Any) -> HttpResponse:
        record = record_or_404(kind, uid)
        if not may_edit(signed_in(request), record):
            raise Http404
        return view(request, record=record, **kwargs)

    return guarded
