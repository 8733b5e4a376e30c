"""Components of accounts, forms and contact persons."""

import uuid
from types import SimpleNamespace
from typing import Any

from django import forms

from hub.models import ContactPerson
from hub.specimens.props import LONG_TEXT, LONG_TITLE, WORD
from hub.styleguide import Specimen, register

_VISITOR = SimpleNamespace(is_authenticated=False)
_READER = SimpleNamespace(is_authenticated=True)


class _LeastForm(forms.Form):
    least = forms.CharField(label=WORD, required=False)


class _FullestForm(forms.Form):
    fullest = forms.CharField(label=LONG_TITLE, help_text=LONG_TEXT, max_length=3)
    sectors = forms.MultipleChoiceField(
        label=LONG_TITLE,
        help_text=LONG_TEXT,
        choices=[("a", WORD), ("b", LONG_TITLE)],
        widget=forms.CheckboxSelectMultiple,
    )
    agree = forms.BooleanField(label=LONG_TITLE)


def _least_form(prefix: str) -> forms.Form:
    return _LeastForm(auto_id=f"{prefix}_%s")


def _fullest_form(prefix: str) -> forms.Form:
    return _FullestForm({"fullest": LONG_TITLE}, auto_id=f"{prefix}_%s")


def _least_person() -> ContactPerson:
    return ContactPerson(name="Bo", email="bo@example.org")


def _fullest_person() -> ContactPerson:
    return ContactPerson(
        name=LONG_TITLE, job=LONG_TITLE, email=f"{'long-' * 10}name@example.org", phone="+45 87 87 87 87"
    )


def _correction(**more: Any) -> dict[str, Any]:
    record = SimpleNamespace(pk=1, type_key="partner", uid=uuid.UUID(int=0))
    return {"record": record, "is_preview": False} | more


register(
    Specimen(
        "components/account_menu.html",
        lambda: {"user": _VISITOR, "path": "/account/"},
        lambda: {"user": _READER, "path": "/account/"},
    ),
    Specimen(
        "components/portal_menu.html",
        lambda: {"user": _VISITOR, "path": "/en/portal/"},
        lambda: {"user": _READER, "path": "/en/portal/"},
    ),
    Specimen(
        "components/contact_person.html",
        lambda: {"person": _least_person()},
        lambda: {"person": _fullest_person()},
    ),
    Specimen(
        "components/contact_persons.html",
        lambda: {"persons": [_least_person()]},
        lambda: {"persons": [_fullest_person(), _least_person()]},
    ),
    Specimen(
        "components/form_field.html",
        lambda: {"field": _least_form("one")["least"]},
        lambda: {"field": _fullest_form("one")["fullest"], "names_needed": True},
    ),
    Specimen(
        "components/form_fields.html",
        lambda: {"form": _least_form("all")},
        lambda: {"form": _fullest_form("all")},
    ),
    Specimen("components/record_correction.html", lambda: _correction(is_preview=True), _correction),
    Specimen(
        "components/send_again.html",
        lambda: {"fields": [], "send_to": "#"},
        lambda: {"fields": [("title", LONG_TITLE)], "had_files": True, "send_to": "#", "came_from": "#"},
    ),
)
