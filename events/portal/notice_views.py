"""Notices of cities in the portal: read by members of all cities and by staff, written by a city's own members."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.models import Notice
from events.notice_matches import add_events, with_fits
from events.portal.notice_forms import NoticeForm, initial_of
from events.services.notices import change_notice, post_notice, withdraw_notice
from partners.membership import is_staff_for, organisations_of
from partners.models import City
from partners.portal.access import signed_in

LISTED = 200


def _own_cities(request: HttpRequest) -> list[City]:
    return [one for one in organisations_of(signed_in(request)) if isinstance(one, City)]


def _own_notice(request: HttpRequest, uid: uuid.UUID) -> Notice:
    found: Notice | None = Notice.objects.of_cities(_own_cities(request)).filter(uid=uid).for_list().first()
    if found is None or found.withdrawn_at is not None:
        raise Http404
    return found


@require_safe
@login_required
@never_cache
def notices(request: HttpRequest) -> HttpResponse:
    """What the cities would like, and what fits one's own."""
    cities = _own_cities(request)
    if not cities and not is_staff_for(request.user, City):
        raise Http404
    listed = list(Notice.objects.current().for_list()[:LISTED])
    keys = {city.pk for city in cities}
    own = with_fits((notice for notice in listed if notice.city_id in keys), listed)
    add_events(own)
    others = [notice for notice in listed if notice.city_id not in keys]
    context = {"cities": cities, "own": own, "others": others}
    return render(request, "events/portal/notices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def post(request: HttpRequest) -> HttpResponse:
    """Say what one's city would like."""
    cities = _own_cities(request)
    if not cities:
        raise Http404
    form = NoticeForm(request.POST if request.method == "POST" else None, cities=cities)
    if request.method == "POST" and form.is_valid():
        post_notice(city=form.chosen_city, data=form.to_data(), posted_by=signed_in(request))
        messages.success(request, _("Posted: the other cities see it now, until its last day."))
        return redirect("portal:notices")
    return _form_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def change(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Say something else."""
    notice = _own_notice(request, uid)
    posted = request.POST if request.method == "POST" else None
    form = NoticeForm(posted, cities=[notice.city], initial=initial_of(notice))
    if request.method == "POST" and form.is_valid():
        change_notice(notice, form.to_data())
        messages.success(request, _("Changed."))
        return redirect("portal:notices")
    return _form_page(request, form, notice)


def _form_page(request: HttpRequest, form: NoticeForm, notice: Notice | None = None) -> HttpResponse:
    context = {"form": form, "notice": notice}
    return render(request, "events/portal/notice_form.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def withdraw(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take it down."""
    withdraw_notice(_own_notice(request, uid))
    messages.success(request, _("Taken down."))
    return redirect("portal:notices")
