"""The desk for events from calendars of others: what waits, one of it beside the event, decisions."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from events.intake.accepting import IntakeRefusedError, accept_item, cancel_vanished, keep_vanished, reject_item
from events.intake.choices import FeedItemState
from events.intake.querysets import FeedItemQuerySet
from events.intake.queue import MAY_DECIDE
from events.intake.values import name_of_field, plan, said, wanted_values
from events.models import Event, Feed, FeedItem
from events.tasks import fetch_feed

PER_PAGE = 100
MAX_AT_ONCE = 200
LOOK_ALIKES_SHOWN = 5


def may_decide(user: Any) -> bool:
    """Whether ``user`` decides on events from calendars: accepting publishes."""
    return bool(user.has_perm(MAY_DECIDE) and user.has_perm("events.publish_event"))


def _require_desk(request: HttpRequest) -> None:
    if not may_decide(request.user):
        raise PermissionDenied


class WaitingFilter(forms.Form):
    """Which of them to show."""

    feed = forms.ModelChoiceField(
        label=gettext_lazy("Calendar"), queryset=Feed.objects.all(), required=False, empty_label=gettext_lazy("All")
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", gettext_lazy("What waits for a decision")), *FeedItemState.choices],
    )

    def items(self) -> FeedItemQuerySet:
        """What was asked for; a filter that makes no sense is left out."""
        self.is_valid()
        chosen = self.cleaned_data
        found = FeedItem.objects.select_related("feed", "event").order_by("start_date", "pk")
        found = found.filter(state=chosen["state"]) if chosen.get("state") else found.waiting()
        return found.filter(feed=chosen["feed"]) if chosen.get("feed") else found


def _frame(*titles: str) -> dict[str, Any]:
    """What the admin's frame shows: the way here, the last step of it as the title."""
    crumbs = [{"url": reverse("desk:queue"), "label": _("Moderation")}]
    crumbs += [{"url": reverse("feed_desk:waiting"), "label": title} for title in titles]
    crumbs[-1]["url"] = ""
    title = titles[-1]
    return {"header_title": title, "page_title": title, "header_icon": "calendar", "breadcrumbs_items": crumbs}


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, the soonest first."""
    _require_desk(request)
    form = WaitingFilter(request.GET)
    page = Paginator(form.items(), PER_PAGE).get_page(request.GET.get("p"))
    query = request.GET.copy()
    query.pop("p", None)
    context = {"filter": form, "page": page, "query": query.urlencode(), "most": MAX_AT_ONCE}
    return render(request, "events/admin/feed_waiting.html", _frame(_("Events from calendars")) | context)


@require_POST
def decide_many(request: HttpRequest) -> HttpResponse:
    """Accept or reject what is ticked, or everything that was asked for; what can't be is named and stays."""
    _require_desk(request)
    decision = request.POST.get("decision", "")
    if decision not in ("accept", "reject", "accept_all", "reject_all"):
        return HttpResponse(status=400)
    if decision.endswith("_all"):
        found = WaitingFilter(request.POST).items().waiting()
    else:
        keys = request.POST.getlist("item")[:MAX_AT_ONCE]
        numbers = [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 19]
        found = FeedItem.objects.waiting().filter(pk__in=numbers)
    # What has vanished is decided on one by one: it may mean that the event is off, or nothing.
    found = found.exclude(state=FeedItemState.VANISHED)[:MAX_AT_ONCE]
    _decide_each(request, found, is_accepting=decision.startswith("accept"))
    return _back(request)


def _decide_each(request: HttpRequest, items: QuerySet[FeedItem], *, is_accepting: bool) -> None:
    user: Any = request.user
    done = 0
    for item in items:
        try:
            if is_accepting:
                accept_item(item, accepted_by=user)
            else:
                reject_item(item, rejected_by=user)
            done += 1
        except IntakeRefusedError as refusal:
            messages.error(request, f"{item}: {refusal}")
    if done and is_accepting:
        text = ngettext("%(count)d event accepted.", "%(count)d events accepted.", done)
        messages.success(request, text % {"count": done})
    elif done:
        text = ngettext("%(count)d event rejected.", "%(count)d events rejected.", done)
        messages.success(request, text % {"count": done})


def _back(request: HttpRequest) -> HttpResponse:
    target = request.POST.get("next", "")
    if target.startswith(reverse("feed_desk:waiting")) and url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        return redirect(target)
    return redirect("feed_desk:waiting")


def _item(pk: int) -> FeedItem:
    related = ("feed__partner", "feed__city", "event", "decided_by")
    found: FeedItem = get_object_or_404(FeedItem.objects.select_related(*related), pk=pk)
    return found


@require_GET
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """What the calendar says, beside what the event says."""
    _require_desk(request)
    item = _item(pk)
    wanted = wanted_values(item.facts, item.feed, item.applied)
    event = item.event
    fields = [field for field in plan(event, wanted, item.applied) if field.differs] if event else []
    labels = {name: name_of_field(name) for name in wanted}
    context = {
        "item": item,
        "event": event,
        "edit_url": _edit_address(event) if event else "",
        "fields": fields,
        "facts": [] if event else [(labels[name], said(name, value)) for name, value in wanted.items() if value],
        "look_alikes": [] if event else _look_alikes(item),
    }
    return render(request, "events/admin/feed_review.html", _frame(_("Events from calendars"), item.title) | context)


def _look_alikes(item: FeedItem) -> list[Event]:
    """Events of the same day that may be the same, from another calendar or written here."""
    same_day = Event.objects.filter(start_date=item.start_date, merged_into=None)
    return list(same_day.select_related("city").order_by("title_da", "pk")[:LOOK_ALIKES_SHOWN])


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept, reject, or say what a vanished event means."""
    _require_desk(request)
    item, user, decision = _item(pk), _user(request), request.POST.get("decision", "")
    try:
        if decision == "accept":
            accept_item(item, accepted_by=user, taken=set(request.POST.getlist("take")))
            messages.success(request, _("“%(title)s” is accepted.") % {"title": item})
        elif decision == "reject":
            reject_item(item, rejected_by=user)
            messages.success(request, _("“%(title)s” is rejected.") % {"title": item})
        elif decision == "keep":
            keep_vanished(item, kept_by=user)
            messages.success(request, _("“%(title)s” stays as it is.") % {"title": item})
        elif decision == "cancel":
            cancel_vanished(item, cancelled_by=user)
            messages.success(request, _("“%(title)s” is cancelled.") % {"title": item})
        else:
            return HttpResponse(status=400)
    except IntakeRefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("feed_desk:review", pk)
    return redirect("feed_desk:waiting")


def _edit_address(row: Any) -> str:
    return reverse(type(row).snippet_viewset.get_url_name("edit"), args=[row.pk])


def _user(request: HttpRequest) -> Any:
    return request.user


@require_POST
def fetch_now(request: HttpRequest, pk: int) -> HttpResponse:
    """Fetch a calendar in the background."""
    if not request.user.has_perm("events.change_feed"):
        raise PermissionDenied
    feed = get_object_or_404(Feed, pk=pk)
    fetch_feed.enqueue(feed.pk)
    messages.success(request, _("“%(title)s” is being fetched; look again in a moment.") % {"title": feed})
    return redirect(_edit_address(feed))
