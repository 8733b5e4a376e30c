"""Views of the admin that belong to tags: merging, look-alikes, suggestions while typing."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages

from hub.models import Tag
from hub.tag_forms import MergeForm
from hub.tagging import TagUses, check_merge, look_alike_pairs, matching, merge_tags, tag_uses

SUGGESTIONS = 10
TAG_LIST = "wagtailsnippets_hub_tag:list"


def _require_tag_rights(request: HttpRequest) -> None:
    if not request.user.has_perm("hub.change_tag"):
        raise PermissionDenied


def _crumbs(label: str) -> list[dict[str, str]]:
    return [{"url": reverse(TAG_LIST), "label": _("Tags")}, {"url": "", "label": label}]


@require_GET
def suggest_tags(request: HttpRequest) -> JsonResponse:
    """The tags that may be given and begin with ``term``."""
    term = request.GET.get("term", "").strip()
    names = list(matching(term).values_list("name", flat=True)[:SUGGESTIONS]) if term else []
    return JsonResponse(names, safe=False)


@require_http_methods(["GET", "POST"])
def merge_tag(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the heir, see what moves, confirm."""
    _require_tag_rights(request)
    source = get_object_or_404(Tag.objects.select_related("merged_into"), pk=pk)
    data = request.POST if request.method == "POST" else request.GET if "heir" in request.GET else None
    form = MergeForm(data, source=source)
    heir = form.cleaned_data["heir"] if form.is_valid() else None
    if heir is not None and _may_merge(form, source, heir) and request.method == "POST":
        merge = merge_tags(source=source, heir=heir, merged_by=request.user)  # type: ignore[arg-type]
        text = _("“%(source)s” was merged into “%(heir)s”: %(count)d records changed.")
        messages.success(request, text % {"source": source.name, "heir": heir.name, "count": len(merge.keys)})
        return redirect(TAG_LIST)
    if source.merged_into is not None and not form.is_bound:
        text = _("“%(name)s” was merged into “%(heir)s” already.")
        messages.error(request, text % {"name": source.name, "heir": source.heir().name})
        return redirect(TAG_LIST)
    context = {
        "form": form,
        "source": source,
        "heir": heir if form.is_valid() else None,
        "uses": tag_uses([source]).get(source.pk, TagUses()),
        "breadcrumbs_items": _crumbs(_("Merge “%(name)s”") % {"name": source.name}),
        "header_title": _("Merge a tag"),
        "header_icon": "tag",
    }
    return render(request, "hub/admin/merge_tag.html", context, status=422 if form.errors else 200)


def _may_merge(form: MergeForm, source: Tag, heir: Tag) -> bool:
    try:
        check_merge(source, heir)
    except ValidationError as refusal:
        form.add_error("heir", refusal)
        return False
    return True


@require_GET
def look_alikes(request: HttpRequest) -> HttpResponse:
    """Every two tags that look alike, each with a way to merge either into the other."""
    _require_tag_rights(request)
    uses = tag_uses()
    pairs = [
        [(tag, uses.get(tag.pk, TagUses()).total, other) for tag, other in ((one, two), (two, one))]
        for one, two in look_alike_pairs()
    ]
    context = {
        "pairs": pairs,
        "breadcrumbs_items": _crumbs(_("Look-alikes")),
        "header_title": _("Tags that look alike"),
        "header_icon": "tag",
    }
    return render(request, "hub/admin/look_alikes.html", context)
