"""What page and block templates may show: safe rich text, counts of the catalogue, chosen records, pages below."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.apps import apps
from django.db.models import CharField, Count, Value
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.rich_text import RichText

from hub.addresses import address_book
from hub.bilingual import active_language
from hub.models import ContactPerson
from hub.models.pages import shown_pages
from hub.sanitising import safe_html

register = template.Library()


@register.filter
def safe_rich_text(text: RichText | str) -> SafeString:
    """Rich text as HTML, sanitised."""
    return safe_html(text)


@dataclass(frozen=True, slots=True)
class RecordCount:
    """How many public records of a type there are, and where they are listed."""

    label: str
    url: str
    count: int


@register.simple_tag
def record_counts(*labels: str) -> list[RecordCount]:
    """The number of public records of each type that has a list in the reader's language, in one query."""
    book, language = address_book(), active_language()
    entries = {label: entry for label in labels if (entry := book.index_of(label, language))}
    listed = list(entries)
    if not listed:
        return []
    queries = [
        apps.get_model(label)
        .objects.public(language)
        .order_by()
        .annotate(label=Value(label, CharField()))
        .values("label")
        .annotate(total=Count("pk"))
        for label in listed
    ]
    found = {row["label"]: row["total"] for row in queries[0].union(*queries[1:], all=True)}
    return [RecordCount(entries[label].title, entries[label].url, found.get(label, 0)) for label in listed]


@register.simple_tag
def record_list_url(label: str) -> str:
    """Where records of a type are listed in the reader's language, or nothing."""
    entry = address_book().index_of(label, active_language())
    return entry.url if entry else ""


@register.simple_tag
def public_records(choices: Iterable[tuple[str, int]]) -> list[Any]:
    """The public ones of the chosen records in their order: each type is loaded in one go."""
    wanted = list(dict.fromkeys(choices))
    found: dict[tuple[str, int], Any] = {}
    for label in dict.fromkeys(label for label, _pk in wanted):
        keys = [pk for chosen, pk in wanted if chosen == label]
        for record in apps.get_model(label).objects.public().filter(pk__in=keys).for_cards():
            found[label, record.pk] = record
    return [found[choice] for choice in wanted if choice in found]


@register.simple_tag
def pages_below(page: Page) -> list[Page]:
    """The pages right below ``page`` that visitors may see, in tree order."""
    if page.pk is None or page.is_leaf():
        return []
    return list(shown_pages(Page.objects.child_of(page)).order_by("path"))


@register.simple_tag
def picture_credit(image: Any) -> str:
    """Who made a picture and under which licence, as one phrase; nothing if neither is known."""
    if image.credit and image.licence:
        return _("Picture: %(credit)s, %(licence)s") % {"credit": image.credit, "licence": image.licence}
    if image.credit or image.licence:
        return _("Picture: %(credit)s") % {"credit": image.credit or image.licence}
    return ""


@register.simple_tag
def picture_alt(image: Any) -> str:
    """The alternative text in the reader's language; nothing where only the other language has one."""
    return str(getattr(image, f"alt_{active_language()}", "") or image.alt or "")


@register.inclusion_tag("components/contact_persons.html")
def contact_persons(record: Any) -> dict[str, Any]:
    """Who can be asked about ``record``: those who agreed to be named."""
    return {"persons": ContactPerson.objects.of(record).shown() if record.pk else []}
