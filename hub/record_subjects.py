"""The subjects of one record — tags, themes, goals — read in one query."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast
from django.urls import reverse

from hub.bilingual import BilingualText, active_language, text_of_pair

if TYPE_CHECKING:
    from hub.models import Record


@dataclass(frozen=True, slots=True)
class Subject:
    """A term or tag as a page shows it. ``number`` orders terms and is the number of an SDG."""

    key: str
    title: BilingualText
    number: int
    url: str = ""


def _title(da: str, en: str, word: str = "") -> BilingualText:
    return text_of_pair(da, en) or BilingualText(word, active_language())


def _subject(kind: str, key: str, da: str, en: str, word: str, number: str) -> Subject:
    addresses = {"tags": "hub:tag", "themes": "hub:theme"}
    url = reverse(addresses[kind], args=[key]) if kind in addresses else ""
    return Subject(key, _title(da, en, word), int(number or 0), url)


def _rows(record: "Record") -> list[tuple[str, ...]]:
    text = CharField()
    nothing = Value("", text)
    tags = record.tagged_items.model.objects.filter(content_object=record).order_by()
    names = (F("tag__slug"), F("tag__name_da"), F("tag__name_en"), F("tag__name"))
    queries = [tags.values_list(Value("tags", text), *names, nothing)]
    for kind in record.subject_fields:
        field = record._meta.get_field(kind)
        terms = field.related_model.objects.filter(**{field.remote_field.name: record.pk}).order_by()
        columns = (F("key"), F("title_da"), F("title_en"), nothing, Cast(F("order"), text))
        queries.append(terms.values_list(Value(kind, text), *columns))
    return list(queries[0].union(*queries[1:], all=True))


def _draft_rows(record: "Record") -> list[tuple[str, ...]]:
    rows = [("tags", tag.slug, tag.name_da, tag.name_en, tag.name, "") for tag in record.tags.all()]
    terms = ((kind, term) for kind in record.subject_fields for term in getattr(record, kind).all())
    return rows + [(kind, term.key, term.title_da, term.title_en, "", str(term.order)) for kind, term in terms]


def subjects_of(record: "Record", *, is_draft: bool = False) -> dict[str, Any]:
    """Tags and terms by field name (``"tags"``, ``"themes"`` …), in the order of their vocabularies."""
    found: dict[str, list[Subject]] = defaultdict(list)
    for kind, key, da, en, word, number in _draft_rows(record) if is_draft else _rows(record):
        found[kind].append(_subject(kind, key, da, en, word, number))
    return {kind: sorted(subjects, key=lambda s: (s.number, s.title.casefold())) for kind, subjects in found.items()}
