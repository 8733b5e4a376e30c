"""What may not be deleted: rows that are named anywhere, and records that were public."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hub.models import Record, Tag, Term
from hub.references import Place, places_naming
from hub.roles import is_administrator

PLACES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why ``subject`` may not be deleted, and what can be done instead."""

    subject: Any
    places: tuple[Place, ...]
    hidden_places: int
    was_public: bool

    @property
    def edit_url(self) -> str:
        """Where ``subject`` is edited."""
        return self._url("edit")

    @property
    def unpublish_url(self) -> str:
        """Where a live record is unpublished; empty for everything else."""
        return self._url("unpublish") if getattr(self.subject, "live", False) else ""

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether it is a word that can be withdrawn."""
        return hasattr(self.subject, "withdrawn")

    def _url(self, view: str) -> str:
        return reverse(self.subject.snippet_viewset.get_url_name(view), args=[self.subject.pk])


def is_protected_type(model: type[Model]) -> bool:
    """Whether the rules of this module hold for ``model``."""
    return issubclass(model, Record | Term | Tag)


def refusal_for(subject: Any, user: Any) -> Refusal | None:
    """Why ``user`` may not delete ``subject``, or ``None``."""
    was_public = bool(isinstance(subject, Record) and subject.first_published_at and not is_administrator(user))
    places = places_naming(subject)
    if not was_public and not places:
        return None
    return Refusal(subject, tuple(places[:PLACES_SHOWN]), max(0, len(places) - PLACES_SHOWN), was_public)


def refuse_deletion(request: HttpRequest, subjects: list[Any]) -> HttpResponse | None:
    """The page that says why some of ``subjects`` can't be deleted, or ``None`` if all can."""
    guarded = [subject for subject in subjects if is_protected_type(type(subject))]
    refusals = [found for subject in guarded if (found := refusal_for(subject, request.user))]
    if not refusals:
        return None
    context = {
        "refusals": refusals,
        "breadcrumbs_items": [{"url": "", "label": _("Can’t be deleted")}],
        "header_title": _("Can’t be deleted"),
        "header_icon": "warning",
    }
    return render(request, "hub/admin/delete_refused.html", context, status=409 if request.method == "POST" else 200)
