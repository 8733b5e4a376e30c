"""One click a year: this is still right."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hub.confirmations import confirm
from hub.proposals import all_kinds
from partners.membership import may_edit


@require_POST
@login_required
def confirm_record(request: HttpRequest) -> HttpResponse:
    """Note that a record of one's own is still right."""
    models = {kind.model.lower(): kind.model_class() for kind in all_kinds()}
    model, key = models.get(request.POST.get("type", "").lower()), request.POST.get("record", "")
    if model is None or not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    record = model.objects.filter(pk=int(key), live=True, merged_into__isnull=True).first()
    if record is None or not may_edit(request.user, record):
        raise Http404
    confirm(record, confirmed_by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Thank you. “%(title)s” is noted as right.") % {"title": record})
    return redirect("portal:home")
