"""Requests to join in the admin: a list with filters, and a page on which each is decided."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView

from partners.choices import JoinState, MemberRole
from partners.imports.lookalikes import site_of
from partners.models import JoinRequest, Membership
from partners.portal.look_alikes import find_look_alikes
from partners.services import JoinRefusedError, accept_join_request, decline_join_request

RIGHT = "partners.change_joinrequest"


def domain_hint(request: JoinRequest) -> bool:
    """Whether the person's address is at the organisation's own website. A hint for the moderator, never enough."""
    organisation = request.organisation
    host = site_of((organisation.website if organisation else request.website) or "")
    domain = request.user.email.rpartition("@")[2].lower()
    return bool(host) and (domain == host or domain.endswith(f".{host}") or host.endswith(f".{domain}"))


class JoinRequestFilterSet(WagtailFilterSet):
    """By state and by what is asked for; those that wait come first."""

    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=JoinState)

    class Meta:
        model = JoinRequest
        fields = ["state", "kind"]


class JoinRequestIndexView(IndexView):
    """Every request, the oldest first."""

    model = JoinRequest
    page_title = gettext_lazy("Requests to join")
    header_icon = "group"
    index_url_name = "join_desk:list"
    index_results_url_name = "join_desk:results"
    filterset_class = JoinRequestFilterSet
    default_ordering = "asked_at"
    paginate_by = 50
    any_permission_required: list[str] = []
    columns = [
        TitleColumn("title", label=gettext_lazy("Name"), accessor=str, url_name="join_desk:decide"),
        Column("kind", label=gettext_lazy("What is asked for"), accessor="get_kind_display"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
        Column(
            "hint",
            label=gettext_lazy("Address at their website"),
            accessor=lambda request: _("yes") if domain_hint(request) else _("no"),
        ),
        DateColumn("asked_at", label=gettext_lazy("Asked"), sort_key="asked_at"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _require_right(request)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_base_queryset(self) -> QuerySet[JoinRequest]:
        return JoinRequest.objects.select_related("user", "partner", "city")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [{"url": "", "label": str(self.page_title)}]


def _require_right(request: HttpRequest) -> None:
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied


class DecisionForm(forms.Form):
    """Yes or no, as what, and a word to the person."""

    role = forms.ChoiceField(label=gettext_lazy("Become"), choices=MemberRole)
    note = forms.CharField(
        label=gettext_lazy("Note to the person who asked"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Goes out by e-mail. A refusal needs a reason."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "decline" in self.data and not cleaned.get("note", "").strip():
            self.add_error("note", _("Write the reason; it goes to the person by e-mail."))
        return cleaned


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """What is asked, who asks, what is here already; accept or decline."""
    _require_right(request)
    found = get_object_or_404(JoinRequest.objects.select_related("user", "partner", "city"), pk=pk)
    form = DecisionForm(request.POST if request.method == "POST" else None, initial={"role": _likely_role(found)})
    if request.method == "POST" and form.is_valid() and _carry_out(request, found, form):
        return redirect("join_desk:list")
    crumbs = [{"url": reverse("join_desk:list"), "label": _("Requests to join")}, {"url": "", "label": str(found)}]
    context = {
        "found": found,
        "form": form,
        "hint": domain_hint(found),
        "look_alikes": []
        if found.organisation
        else find_look_alikes(title=found.title, website=found.website, cvr=found.cvr),
        "breadcrumbs_items": crumbs,
        "header_title": str(found),
        "header_icon": "group",
    }
    return render(request, "partners/admin/join_request.html", context, status=422 if form.errors else 200)


def _likely_role(found: JoinRequest) -> str:
    """Owner where nobody cares for the members yet."""
    organisation = found.organisation
    if organisation is None:
        return MemberRole.OWNER
    owners = Membership.objects.active().in_organisation(organisation).filter(role=MemberRole.OWNER)
    return MemberRole.EDITOR if owners.exists() else MemberRole.OWNER


def _carry_out(request: HttpRequest, found: JoinRequest, form: DecisionForm) -> bool:
    note: str = form.cleaned_data["note"]
    try:
        if "accept" in request.POST:
            accept_join_request(request=found, role=form.cleaned_data["role"], by=request.user, note=note)  # type: ignore[arg-type]
            messages.success(request, _("Accepted; the person has been told by e-mail."))
        elif "decline" in request.POST:
            decline_join_request(request=found, by=request.user, note=note)  # type: ignore[arg-type]
            messages.success(request, _("Declined; the person has been told by e-mail."))
        else:
            return False
    except JoinRefusedError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


urlpatterns = [
    path("", JoinRequestIndexView.as_view(), name="list"),
    path("results/", JoinRequestIndexView.as_view(results_only=True), name="results"),
    path("<int:pk>/", decide, name="decide"),
]


# How each act reads in an organisation's history; who it was about is not told there.
ACTS = {
    "member_joined": (gettext_lazy("Member joined"), gettext_lazy("A member joined")),
    "member_role": (gettext_lazy("Member’s role"), gettext_lazy("A member’s role was changed")),
    "member_left": (gettext_lazy("Member left"), gettext_lazy("A member left or was removed")),
    "member_invited": (gettext_lazy("Member invited"), gettext_lazy("Somebody was invited to become a member")),
    "invitation_withdrawn": (gettext_lazy("Invitation withdrawn"), gettext_lazy("An invitation was withdrawn")),
    "join_asked": (gettext_lazy("Request to join"), gettext_lazy("Somebody asked to join")),
    "join_accepted": (gettext_lazy("Request accepted"), gettext_lazy("A request to join was accepted")),
    "join_declined": (gettext_lazy("Request declined"), gettext_lazy("A request to join was declined")),
}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """What members do, in the history."""
    for act, (label, sentence) in ACTS.items():
        actions.register_action(f"partners.{act}", label, sentence)


@hooks.register("register_admin_urls")
def join_urls() -> list[URLPattern]:
    """List and decision."""
    return [path("join-requests/", (urlpatterns, "join_desk", "join_desk"))]  # type: ignore[list-item]


class JoinMenuItem(MenuItem):
    """Seen by those who decide."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(RIGHT)


@hooks.register("register_admin_menu_item")
def join_menu_item() -> MenuItem:
    """Beside the catalogue."""
    return JoinMenuItem(gettext_lazy("Requests"), reverse("join_desk:list"), name="join", icon_name="group", order=130)
