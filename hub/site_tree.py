"""Grows the page tree: one call makes a page in Danish and its English translation; a second one changes nothing.

Translations are made through wagtail-localize, as an editor's would be, so that editors find every text in its
translation view.
"""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from hub.choices import Language


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page to be grown: its model, its Danish fields and the English for each of its Danish texts.

    ``english`` maps a Danish text (title, slug, lead, one paragraph, heading or list item of the body) to the English
    one; a text without a mapping stays as it is.
    """

    model: type[Page]
    slug_da: str
    slug_en: str
    title_da: str
    title_en: str
    in_menu: bool = True
    fields: dict[str, Any] = field(default_factory=dict)
    english: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def ensure_locales() -> dict[str, Locale]:
    """The locales of the hub, made if missing; Danish is the source."""
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code in Language.values}


@transaction.atomic
def grow_page(plan: PagePlan, parent: Page) -> Page:
    """The Danish page of ``plan`` below the Danish ``parent``, with its English translation; made if missing."""
    locales = ensure_locales()
    found = plan.model.objects.child_of(parent).filter(slug=plan.slug_da).first()
    if found is not None:
        return found
    page = plan.model(
        title=plan.title_da,
        slug=plan.slug_da,
        locale=locales[Language.DANISH],
        show_in_menus=plan.in_menu,
        **plan.fields,
    )
    parent.add_child(instance=page)
    page.save_revision().publish()
    english = {plan.title_da: plan.title_en, plan.slug_da: plan.slug_en, **plan.english}
    translate_page(page, locales[Language.ENGLISH], english)
    return page


def translate_page(page: Page, locale: Locale, texts: dict[str, str]) -> None:
    """Publish the translation of ``page`` into ``locale``, with ``texts`` from source to target."""
    source, _ = TranslationSource.update_or_create_from_instance(page)
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
        text = texts.get(segment.string.data)
        if text is not None:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                defaults={"data": text, "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL},
            )
    translation.save_target(publish=False)
    # Published here, not on commit as save_target would: the whole tree appears in one transaction.
    revision = source.get_translated_instance(locale).get_latest_revision()
    if revision is not None:
        revision.publish()


@transaction.atomic
def grow_home(plan: PagePlan) -> Page:
    """The home pages of both languages below the root; Wagtail's welcome page gives way to them."""
    root = Page.get_first_root_node()
    if root is None:
        raise RuntimeError("The page tree has no root: run the migrations first.")
    ensure_locales()
    home = grow_page(plan, root)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True, hostname="localhost")
    if site.root_page_id != home.pk:
        site.root_page, site.site_name = home, settings.WAGTAIL_SITE_NAME
        site.save()
    welcome_type = ContentType.objects.get_for_model(Page)
    for welcome in Page.objects.child_of(root).filter(content_type=welcome_type):
        welcome.delete()
    return home
