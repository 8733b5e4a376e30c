"""Serves the pictures of shared links, for what is public and nothing else."""

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe
from wagtail.models import Page

from hub.addresses import public_pages
from hub.choices import Language
from hub.models import Record, SiteSettings, Tag, Theme
from hub.models.former_addresses import former_at, heir_of, record_at
from hub.searchable import all_types
from hub.share_cards import PAGE, share_card
from hub.subjects import public_tags

DAY_SECONDS = 24 * 3600
YEAR_SECONDS = 365 * DAY_SECONDS


def _record(model: str, slug: str, language: str) -> Record:
    labels = [found.model for found in all_types() if found.model.lower().endswith(f".{model}")]
    classes = [found for label in labels if issubclass(found := apps.get_model(label), Record)]
    if not classes:
        raise Http404
    public = classes[0].objects.public(language).for_page()
    record: Record | None = public.filter(slug=slug).first()
    if record is None:
        heir = heir_of(classes[0], record_at(classes[0], slug), former_at(classes[0], slug))
        record = get_object_or_404(public, pk=heir.pk if heir else None)
    return record


def _page(key: str, language: str) -> Page:
    if not (key.isascii() and key.isdigit() and len(key) < 10):
        raise Http404
    return get_object_or_404(public_pages(), pk=int(key), locale__language_code=language)


def _shown(model: str, key: str, language: str) -> Record | Page | Tag | Theme:
    if model == PAGE:
        return _page(key, language)
    if model == "tag":
        tag = get_object_or_404(Tag.objects.select_related("merged_into"), slug=key).heir()
        with translation.override(language):
            return get_object_or_404(public_tags(), pk=tag.pk)
    if model == "theme":
        return get_object_or_404(Theme, key=key)
    return _record(model, key, language)


@require_safe
def share(request: HttpRequest, language: str, model: str, key: str) -> HttpResponseBase:
    """The picture of something public; kept for ever with the right version, for a day without.

    Where its address was another before, that answers 301 as the page does.
    """
    if language not in Language.values:
        raise Http404
    with translation.override(language):
        card = share_card(_shown(model, key, language), str(SiteSettings.for_request(request).hub_name), language)
    if card.key != key:
        return HttpResponsePermanentRedirect(card.path)
    etag = quote_etag(card.version)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(card.png(), content_type="image/png")
        response.headers["ETag"] = etag
    if request.GET.get("v") == card.version:
        patch_cache_control(response, public=True, max_age=YEAR_SECONDS, immutable=True)
    else:
        patch_cache_control(response, public=True, max_age=DAY_SECONDS)
    return response
