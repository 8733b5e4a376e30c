"""The abstract record: one row for each real thing, in both languages, with a public address."""

import uuid
from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.template.response import SimpleTemplateResponse, TemplateResponse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from hub.addresses import index_url
from hub.bilingual import Bilingual, active_language
from hub.choices import Language
from hub.forms import RecordForm
from hub.merge_lock import MergeableMixin
from hub.models.former_addresses import FormerAddress
from hub.plain_text import PlainLinesMixin
from hub.querysets import RecordQuerySet
from hub.record_subjects import subjects_of
from hub.rich_text_field import SafeRichTextField
from hub.slugs import MAX_LENGTH, free_slug, slug_for

LEAD_MAX_LENGTH = 400


def tag_managers(model: type[Any]) -> list[Any]:
    """The fields of ``model`` that hold tags: ``tags``, and with some types what they offer and look for."""
    return [field for field in model._meta.many_to_many if isinstance(field, ClusterTaggableManager)]


class Record(
    PlainLinesMixin,
    MergeableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    ClusterableModel,
):
    """What the catalogue holds. Concrete types add their own fields, tags and relations."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title_da = models.CharField(_("title in Danish"), max_length=200, blank=True)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    slug = models.SlugField(
        _("address"),
        max_length=MAX_LENGTH,
        unique=True,
        blank=True,
        help_text=_(
            "The last part of the web address. Made from the title if left empty; old addresses go on working."
        ),
    )
    title_panels = [FieldRowPanel([FieldPanel("title_da"), FieldPanel("title_en")]), FieldPanel("slug")]

    lead_da = models.TextField(
        _("summary in Danish"), blank=True, max_length=LEAD_MAX_LENGTH, help_text=_("One or two sentences for lists.")
    )
    lead_en = models.TextField(_("summary in English"), blank=True, max_length=LEAD_MAX_LENGTH)
    body_da = SafeRichTextField(_("text in Danish"), blank=True)
    body_en = SafeRichTextField(_("text in English"), blank=True)
    text_panels = [FieldPanel("lead_da"), FieldPanel("lead_en"), FieldPanel("body_da"), FieldPanel("body_en")]

    image = models.ForeignKey(
        "hub.HubImage", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    themes = ParentalManyToManyField(
        "hub.Theme", blank=True, related_name="%(class)s_records", verbose_name=_("themes")
    )

    source = models.TextField(
        _("source"), blank=True, help_text=_("Where the facts come from; shown on the page. One source on each line.")
    )
    internal_note = models.TextField(_("internal note"), blank=True, help_text=_("For staff; never shown to visitors."))
    is_sample = models.BooleanField(
        _("sample"), default=False, help_text=_("Invented to show how the hub works; marked as such on the page.")
    )
    provenance_panels = [FieldPanel("source"), FieldPanel("internal_note"), FieldPanel("is_sample")]

    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_records",
        verbose_name=_("merged into"),
    )

    subject_fields: ClassVar[tuple[str, ...]] = ("themes",)
    title = Bilingual("title")
    lead = Bilingual("lead")
    body = Bilingual("body")

    base_form_class = RecordForm
    panels = [
        MultiFieldPanel(title_panels, _("Title")),
        MultiFieldPanel(text_panels, _("Text")),
        FieldPanel("image"),
        MultiFieldPanel([FieldPanel("tags"), FieldPanel("themes")], _("Subjects")),
    ]
    closing_panels = [MultiFieldPanel(provenance_panels, _("Where this comes from")), PublishingPanel()]
    search_fields = [
        index.SearchField("title_da", boost=3),
        index.SearchField("title_en", boost=3),
        index.AutocompleteField("title_da"),
        index.AutocompleteField("title_en"),
        index.FilterField("id"),
        index.FilterField("live"),
        index.FilterField("merged_into_id"),
    ]
    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["title_da", "title_en"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(title_da="", title_en=""),
                name="%(class)s_has_a_title",
                violation_error_message=_("Write a title in at least one language."),
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("pk")),
                name="%(class)s_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    # Addresses

    def get_url(self, language: str | None = None) -> str | None:
        """The public address in ``language`` (the reader's if not given); ``None`` without a public index page."""
        base = index_url(type(self), language or active_language())
        return f"{base}{self.slug}/" if base else None

    @property
    def url(self) -> str | None:
        """The public address in the reader's language."""
        return self.get_url()

    @property
    def is_public(self) -> bool:
        """Whether a visitor may see it in the reader's language: asks the question every list asks."""
        return type(self).objects.public().filter(pk=self.pk).exists()

    @property
    def is_visible(self) -> bool:
        """Whether this row as loaded is live, unexpired and not merged; asks the database nothing."""
        unexpired = self.expire_at is None or self.expire_at > timezone.now()
        return self.live and unexpired and self.merged_into_id is None

    @property
    def heir(self) -> "Record":
        """The record that stands for this one today: itself, or what it was merged into in the end."""
        heir, passed = self, {self.pk}
        while heir.merged_into is not None and heir.merged_into_id not in passed:
            heir = heir.merged_into
            passed.add(heir.pk)
        return heir

    @property
    def type_name(self) -> str:
        """What kind of record it is, in the reader's language."""
        return str(self._meta.verbose_name)

    @property
    def type_key(self) -> str:
        """What kind of record it is, as addresses say it."""
        return str(self._meta.model_name)

    # Writing

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a slug that was public before goes on answering."""
        with transaction.atomic():
            if not self.slug:
                self.slug = slug_for(self.title_da or self.title_en)
            before = type(self)._default_manager.filter(pk=self.pk).values("slug", "first_published_at").first()
            if before is None or before["slug"] != self.slug:
                self._free_own_slug()
            if before is not None and before["slug"] != self.slug:
                self._remember_former_slug(before["slug"], was_public=bool(before["first_published_at"]))
            super().save(*args, **kwargs)

    def _free_own_slug(self) -> None:
        """Take no address that another record has, or had: links to it would lead to the wrong one."""
        others = type(self)._default_manager.exclude(pk=self.pk)
        former = FormerAddress.objects.not_of(self)
        self.slug = free_slug(
            self.slug, lambda slug: others.filter(slug=slug).exists() or former.filter(slug=slug).exists()
        )

    def _remember_former_slug(self, slug: str, *, was_public: bool) -> None:
        content_type = ContentType.objects.get_for_model(type(self))
        if was_public:
            FormerAddress.objects.update_or_create(
                content_type=content_type, slug=slug, defaults={"object_id": self.pk}
            )
        FormerAddress.objects.filter(content_type=content_type, slug=self.slug).delete()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete; the address of a record that was public answers 410 from then on."""
        content_type = ContentType.objects.get_for_model(type(self))
        with transaction.atomic():
            FormerAddress.objects.filter(content_type=content_type, object_id=self.pk).update(object_id=None)
            if self.first_published_at:
                FormerAddress.objects.update_or_create(
                    content_type=content_type, slug=self.slug, defaults={"object_id": None}
                )
            return super().delete(*args, **kwargs)

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Publish in one transaction, so that what follows from it is written with it or not at all."""
        with transaction.atomic():
            published = super().publish(*args, **kwargs)
            self._welcome_tags()
            return published

    def _welcome_tags(self) -> None:
        """New words of members become tags with the first published record that has them."""
        from hub.models import Tag

        for manager in tag_managers(type(self)):
            given = manager.through._base_manager.filter(content_object=self.pk).values("tag")
            Tag.objects.filter(pending=True, pk__in=given).update(pending=False)

    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        """Unpublish in one transaction."""
        with transaction.atomic():
            return super().unpublish(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if not (self.title_da.strip() or self.title_en.strip()):
            raise ValidationError({"title_da": _("Write a title in at least one language.")})

    # Showing

    def page_context(self, *, is_draft: bool = False) -> dict[str, Any]:
        """What the page shows beside the record itself: subjects, related records and relations, both ways."""
        related = type(self).objects.public().sharing_tags_with(self) if self.pk else []
        return {"record": self, "subjects": subjects_of(self, is_draft=is_draft), "related": related}

    def open_data(self, language: str) -> dict[str, Any]:
        """The public facts, by an allow-list: what ``data.json`` and ``data.csv`` give."""
        tags = list(self.tags.all())
        themes = {theme.key for theme in self.themes.all()} | {tag.theme.key for tag in tags if tag.theme}
        return {
            "id": str(self.uid),
            "type": self._meta.model_name,
            "title_da": self.title_da,
            "title_en": self.title_en,
            "summary_da": self.lead_da,
            "summary_en": self.lead_en,
            "url": self.get_url(language),
            "tags": sorted(tag.label_in(language) for tag in tags),
            "themes": sorted(themes),
            "sample": self.is_sample,
        }

    @classmethod
    def open_data_columns(cls) -> list[str]:
        """The names of the public facts, whether there is a record or not."""
        return list(cls().open_data(active_language()))

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return list(Language.choices)

    @property
    def default_preview_mode(self) -> str:
        return active_language()

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return f"{self._meta.app_label}/{self._meta.model_name}.html"

    def serve_preview(self, request: HttpRequest, mode_name: str) -> SimpleTemplateResponse:
        """The record's page as visitors would see it, in the chosen language."""
        language = mode_name or self.default_preview_mode
        with translation.override(language):
            context = {"is_preview": True, **self.page_context(is_draft=True)}
            response = TemplateResponse(request, self.get_preview_template(request, language), context)
            return response.render()
