"""Editorial pages in two language trees, and the index pages that serve records."""

import csv
from collections.abc import Callable
from typing import Any, ClassVar

from django.apps import apps
from django.core.paginator import Paginator
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from hub.addresses import address_book
from hub.blocks import BodyBlock
from hub.conditional import answer_if_changed
from hub.csv_safety import harmless_row
from hub.directory import Directory
from hub.forms import HubPageForm
from hub.models.former_addresses import former_at, heir_of, record_at
from hub.models.records import Record


def refusal_text(refused: list[tuple[str, str]]) -> str:
    """Why a feed gives no data: what in its address it doesn't know."""
    named = ", ".join(f"{name}={value}" for name, value in refused)
    return gettext("This address asks for something the data doesn’t know: %(named)s") % {"named": named}


def shown_pages(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Keep the pages that visitors may see: live, unexpired, not behind a privacy wall."""
    unexpired = models.Q(expire_at__isnull=True) | models.Q(expire_at__gt=timezone.now())
    return pages.live().public().filter(unexpired)  # type: ignore[attr-defined]


class BasePage(Page):
    """What every page shares: a lead and a picture; writing in one transaction."""

    lead = models.TextField(_("lead"), blank=True, max_length=400, help_text=_("Shown below the title and in lists."))
    image = models.ForeignKey(
        "hub.HubImage", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    base_form_class = HubPageForm
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("image")]
    search_fields = [*Page.search_fields, index.SearchField("lead")]
    override_translatable_fields: ClassVar[list[Any]] = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        SynchronizedField("show_in_menus"),
        TranslatableField("lead"),
        SynchronizedField("image"),
    ]

    class Meta:
        abstract = True

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Publish in one transaction, so that what follows from it is written with it or not at all."""
        with transaction.atomic():
            return super().publish(*args, **kwargs)

    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        """Unpublish in one transaction."""
        with transaction.atomic():
            return super().unpublish(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Delete in one transaction."""
        with transaction.atomic():
            return super().delete(*args, **kwargs)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """The privacy walls of this page and those above it, an alias having its source's; in one query."""
        paths = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        sources = models.Q(page__alias_of__isnull=True, page__path__in=paths)
        of_aliases = models.Q(page__aliases__path__in=paths) | models.Q(page__aliases__aliases__path__in=paths)
        found: QuerySet[PageViewRestriction] = PageViewRestriction.objects.filter(sources | of_aliases).distinct()
        return found

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find the page asked for; one whose time is over is gone before the clock has unpublished it."""
        if self.expire_at and self.expire_at <= timezone.now():
            raise Http404
        return super().route(request, path_components)


class BodyPage(BasePage):
    """A page with a body of blocks."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        TranslatableField("body"),
    ]

    class Meta:
        abstract = True


class HomePage(BodyPage):
    """The front page of one language."""

    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Says that the page has a search of its own, so that the header needs none."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"has_own_search": True}


class ContentPage(BodyPage):
    """A page of texts, pictures and blocks."""

    subpage_types = ["hub.ContentPage"]

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")


class StoryIndexPage(BasePage):
    """The list of stories."""

    parent_page_types = ["hub.HomePage"]
    subpage_types = ["hub.StoryPage"]
    STORIES_PER_PAGE = 12

    class Meta:
        verbose_name = _("story list")
        verbose_name_plural = _("story lists")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The stories of the page asked for, newest first; the nearest page that exists if there is none such."""
        stories = shown_pages(StoryPage.objects.child_of(self)).order_by("-date", "-pk")
        paginator = Paginator(stories.select_related("image"), self.STORIES_PER_PAGE)
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"stories": paginator.get_page(request.GET.get("page"))}


class StoryPage(BodyPage):
    """A story from the ecosystem."""

    parent_page_types = ["hub.StoryIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    date = models.DateField(_("date"), help_text=_("The day the story is told; newest first in lists."))
    content_panels = [*BasePage.content_panels, FieldPanel("date"), FieldPanel("body")]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BodyPage.override_translatable_fields,
        SynchronizedField("date"),
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")


class RecordIndexPage(RoutablePageMixin, BasePage):
    """Serves one record type in one language: list, open data and a page for each record."""

    record_model: ClassVar[str]
    directory_class: ClassVar[type[Directory]]
    parent_page_types = ["hub.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """One template lists every type."""
        return "hub/record_index_page.html"

    @classmethod
    def record_class(cls) -> type[Record]:
        """The record type that this page serves."""
        found: type[Record] = apps.get_model(cls.record_model)
        return found

    @classmethod
    def record_label(cls) -> str:
        """The key of the record type in the address book."""
        return cls.record_model.lower()

    def directory(self, request: HttpRequest) -> Directory:
        """The records that the query string asks for."""
        return self.directory_class(self.record_class().objects.public(self.language), request.GET)

    @property
    def language(self) -> str:
        """The language of this page, from the address book where it is known there."""
        entry = address_book().page(self.pk)
        code: str = entry.language if entry else self.locale.language_code
        return code

    @property
    def address(self) -> str:
        """The address of this page, from the address book where it is known there."""
        entry = address_book().page(self.pk)
        return entry.url if entry else (self.get_url() or "")

    @path("")
    def list_records(self, request: HttpRequest) -> HttpResponse:
        """The directory: facets, records, pages."""
        return self.render(request, context_overrides={"directory": self.directory(request)})

    @path("data.json/")
    def data_json(self, request: HttpRequest) -> HttpResponseBase:
        """The same records as data, whole: ``{"count": n, "items": [...]}``."""
        directory = self.directory(request)
        if directory.refused:
            refused = [{"name": name, "value": value} for name, value in directory.refused]
            error = {"error": refusal_text(directory.refused), "refused": refused}
            return JsonResponse(error, status=400, json_dumps_params={"ensure_ascii": False})
        return self.answer(request, directory, lambda: self._json(directory))

    def _json(self, directory: Directory) -> HttpResponse:
        items = directory.open_data(self.language)
        options = {"ensure_ascii": False, "default": str}
        return JsonResponse({"count": len(items), "items": items}, json_dumps_params=options)

    def answer(self, request: HttpRequest, directory: Directory, build: Callable[[], HttpResponse]) -> HttpResponseBase:
        """What ``build`` makes of the whole list, unless whoever asks has it already."""
        return answer_if_changed(
            request, fingerprint=directory.fingerprint, changed_at=directory.changed_at, build=build
        )

    @path("data.csv/")
    def data_csv(self, request: HttpRequest) -> HttpResponseBase:
        """The same records as a table for spreadsheets (UTF-8 with BOM, formulas neutralised)."""
        directory = self.directory(request)
        if directory.refused:
            text = refusal_text(directory.refused)
            return HttpResponse(f"{text}\n", status=400, content_type="text/plain; charset=utf-8")
        return self.answer(request, directory, lambda: self._csv(directory))

    def _csv(self, directory: Directory) -> HttpResponse:
        items = directory.open_data(self.language)
        response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.slug}.csv"'
        writer = csv.writer(response)
        columns = self.record_class().open_data_columns()
        writer.writerow(columns)
        writer.writerows(harmless_row(item[column] for column in columns) for item in items)
        return response

    @path("<slug:slug>/")
    def record_page(self, request: HttpRequest, slug: str) -> HttpResponse:
        """A record's page; a former slug answers 301, a withdrawn or deleted record 410."""
        language = self.language
        record = self.record_class().objects.public(language).filter(slug=slug).for_page().first()
        if record is None:
            return self._former_address(request, slug)
        template = f"{record._meta.app_label}/{record._meta.model_name}.html"
        context = {"page": self, "self": self, **record.page_context()}
        return render(request, template, context)

    def _former_address(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Where a slug leads that no public record has: 301, 410 or 404."""
        model = self.record_class()
        record, former = record_at(model, slug), former_at(model, slug)
        heir = heir_of(model, record, former)
        if heir is not None and model.objects.public(self.language).filter(pk=heir.pk).exists():
            return HttpResponsePermanentRedirect(heir.get_url(self.language) or "/")
        if former is not None or (record is not None and record.first_published_at):
            return render(request, "410.html", {"page": self}, status=410)
        raise Http404

    def has_address(self, subpath: str) -> bool:
        """Whether ``subpath`` (``"viborg-kunsthal/"``, ``"data.json/"``) answers here with anything but 404."""
        try:
            _, _, found = self.resolve_subpage(f"/{subpath}")
        except Http404:
            return False
        slug = found.get("slug")
        if slug is None:
            return True
        record = record_at(self.record_class(), slug)
        return bool(record and record.first_published_at) or former_at(self.record_class(), slug) is not None
