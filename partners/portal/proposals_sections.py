"""How the form of a proposal is laid out: sections, and fields as browsers know them."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.utils.functional import Promise

from partners.portal.proposals_fields import (
    ProjectTemplateMixin,
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form; folded ones hold what can wait."""

    title: str | Promise
    names: tuple[str, ...]
    help: str | Promise = ""
    folded: bool = False


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section with its fields, as the page shows it."""

    title: str
    help: str
    fields: list[forms.BoundField]
    folded: bool
    is_open: bool


def field_for(model_field: Any, **kwargs: Any) -> Any:
    """Form fields as browsers know them: dates and times with their own input, addresses begin with https."""
    if isinstance(model_field, models.URLField):
        kwargs["assume_scheme"] = "https"
    elif isinstance(model_field, models.DateField):
        kwargs["widget"] = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    elif isinstance(model_field, models.TimeField):
        kwargs["widget"] = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return model_field.formfield(**kwargs)


class ExplainedBoxes(ProjectTemplateMixin, forms.CheckboxSelectMultiple):
    """Boxes to tick, each with a short explanation where the vocabulary has one."""

    template_name = "partners/portal/widgets/boxes.html"

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        term = getattr(value, "instance", None)
        option["explanation"] = str(getattr(term, "description", "") or "")
        return option
