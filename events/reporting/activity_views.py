"""Adding and editing activities in the admin: everything that is known is filled in already."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.views.snippets import CreateView, EditView

from events.models import Delegation, Event
from events.reporting.choices import ActivityState
from events.reporting.models import ORIGINS, Activity
from events.reporting.services import ActivityRefusedError, Prefilled, accept_activity, prefilled_from
from partners.models import Project

ORIGIN_MODELS: dict[str, Any] = {"project": Project, "event": Event, "delegation": Delegation}
SAVE_AND_ACCEPT = "action-accept"


def origin_of(request: HttpRequest) -> tuple[str, Any]:
    """Name and record of what an activity is to be made from (``?project=12``); ``None`` for nothing."""
    for name in ORIGINS:
        key = request.GET.get(name, "")
        if key.isascii() and key.isdigit() and len(key) < 18:
            return name, ORIGIN_MODELS[name].objects.filter(pk=int(key)).first()
    return "", None


class AcceptAfterSavingMixin:
    """Saves and, if asked to, lets the activity count at once."""

    request: HttpRequest

    def save_instance(self) -> Any:
        activity = super().save_instance()  # type: ignore[misc]
        if SAVE_AND_ACCEPT in self.request.POST:
            try:
                activity = accept_activity(activity, accepted_by=self.request.user)
            except ActivityRefusedError as refusal:
                messages.warning(self.request, str(refusal))
        return activity


class ActivityCreateView(AcceptAfterSavingMixin, CreateView):
    """A new activity, made from a project, an event, a delegation or nothing."""

    @cached_property
    def prefilled(self) -> Prefilled:
        """What is known already."""
        return prefilled_from(origin_of(self.request)[1])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name, origin = origin_of(request)
        known = Activity.objects.filter(**{name: origin}).first() if origin is not None else None
        if known is not None:
            messages.info(request, _("It is an activity already: here it is."))
            return redirect(self.edit_url_name, known.pk)
        for remark in self.prefilled.remarks:
            messages.warning(request, remark)
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def get_initial_form_instance(self) -> Activity:
        activity = Activity() if self.request.method == "POST" else self.prefilled.activity
        activity.responsible = self.request.user if self.request.method != "POST" else None
        return activity

    def get_initial(self) -> dict[str, Any]:
        """Terms can't hang on a row that isn't there yet."""
        initial: dict[str, Any] = super().get_initial()
        return initial if self.request.method == "POST" else initial | self.prefilled.terms


class ActivityEditView(AcceptAfterSavingMixin, EditView):
    """An activity that is there."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.state == ActivityState.USED:
            text = _("A submitted report uses this activity: what you change here shows as a difference to it.")
            messages.info(request, text)
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response


class AcceptMenuItem(ActionMenuItem):
    """Saves and accepts in one."""

    name = SAVE_AND_ACCEPT
    label = gettext_lazy("Save and accept")
    icon_name = "check"
    order = 10

    def is_shown(self, context: dict[str, Any]) -> bool:
        activity = context.get("instance")
        return activity is None or activity.state not in ActivityState.counting()
