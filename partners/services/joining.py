"""Requests to join: asked by people who signed up, decided by moderators."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from hub.mail import language_of, send_to
from hub.models import User
from hub.services import add_record
from partners.choices import JoinKind, JoinState
from partners.membership import Organisation, is_member
from partners.models import City, JoinRequest, Partner
from partners.notifications import announce_join_request
from partners.services.members import join


class JoinRefusedError(Exception):
    """What was asked can't be done; the text says why, in the reader's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinData:
    """What somebody asks for; ``organisation`` is what is claimed, the rest describes a new one."""

    form_key: uuid.UUID
    kind: str
    message: str = ""
    organisation: Organisation | None = None
    title: str = ""
    language: str = "da"
    website: str = ""
    sector: str = ""
    cvr: str = ""
    country: str = ""
    timezone: str = ""


@transaction.atomic
def ask_to_join(data: JoinData, *, user: User) -> JoinRequest:
    """Keep the request for the moderators. The same form sent twice is one request."""
    known = JoinRequest.objects.filter(form_key=data.form_key).first()
    if known is not None:
        if known.user_id != user.pk:
            raise JoinRefusedError(_("This form was sent already. Open it again."))
        return known
    claimed = data.organisation
    if claimed is not None:
        _refuse_needless(claimed, user)
    partner = claimed if isinstance(claimed, Partner) else None
    city = claimed if isinstance(claimed, City) else None
    fields = ("form_key", "kind", "message", "title", "language", "website", "sector", "cvr", "country", "timezone")
    made: JoinRequest = JoinRequest.objects.create(
        user=user, partner=partner, city=city, **{name: getattr(data, name) for name in fields}
    )
    log(instance=claimed or made, action="partners.join_asked", user=user, data={"request": made.pk})
    transaction.on_commit(lambda: announce_join_request(made.pk))
    return made


def _refuse_needless(organisation: Organisation, user: User) -> None:
    if is_member(user, organisation):
        raise JoinRefusedError(_("You are a member there already."))
    own = {str(organisation._meta.model_name): organisation}
    if JoinRequest.objects.filter(user=user, state=JoinState.WAITING, **own).exists():
        raise JoinRefusedError(_("You have asked already; somebody will answer you by e-mail."))


def _decide(request: JoinRequest, state: str, by: User | None, note: str = "") -> None:
    """Mark the request as decided; whoever is second is told so."""
    values: dict[str, Any] = {"state": state, "decided_at": timezone.now(), "decided_by": by, "note": note}
    if not JoinRequest.objects.filter(pk=request.pk, state=JoinState.WAITING).update(**values):
        raise JoinRefusedError(_("This request has been decided already."))
    request.refresh_from_db()


@transaction.atomic
def accept_join_request(*, request: JoinRequest, role: str, by: User, note: str = "") -> Organisation:
    """Let the person in: publish what is new with the facts that were given, and make them a member."""
    _decide(request, JoinState.ACCEPTED, by, note)
    organisation = request.organisation or _register(request, by)
    join(user=request.user, organisation=organisation, role=role, by=by)
    log(instance=organisation, action="partners.join_accepted", user=by, data={"request": request.pk})
    transaction.on_commit(lambda: _tell(request, "accepted"))
    return organisation


def _register(request: JoinRequest, by: User) -> Organisation:
    """The new record, published; what can't be published is said at once and nothing is written."""
    title = {f"title_{request.language}": request.title}
    record: Organisation
    if request.kind == JoinKind.NEW_CITY:
        record = City(country=request.country, timezone=request.timezone, website=request.website, **title)
    else:
        record = Partner(sector=request.sector, cvr=request.cvr or None, website=request.website, **title)
    try:
        add_record(record, publish=True, user=by)
    except ValidationError as error:
        raise JoinRefusedError(" ".join(error.messages)) from error
    field = str(record._meta.model_name)
    setattr(request, field, record)
    request.save(update_fields=[field])
    return record


@transaction.atomic
def decline_join_request(*, request: JoinRequest, by: User, note: str) -> None:
    """Say no, with a reason that the person gets by mail."""
    _decide(request, JoinState.DECLINED, by, note)
    log(
        instance=request.organisation or request, action="partners.join_declined", user=by, data={"request": request.pk}
    )
    transaction.on_commit(lambda: _tell(request, "declined"))


@transaction.atomic
def withdraw_join_request(*, request: JoinRequest) -> None:
    """Take back what one asked for."""
    _decide(request, JoinState.WITHDRAWN, None)


def _tell(request: JoinRequest, what: str) -> None:
    language = language_of(request.user)
    with override(language):
        context = {
            "title": str(request.organisation.title) if request.organisation else request.title,
            "note": request.note,
            "link": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("portal:home"),
        }
    send_to(request.user.email, f"partners/mail/join_{what}", context, language=language)
