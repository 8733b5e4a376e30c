"""What two versions of a record say differently, field by field, made for two columns side by side."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Field, ForeignKey, ManyToManyField
from django.utils.formats import localize
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField

from hub.light_markup import to_markup
from hub.models import HubImage
from hub.models.images import PICTURE_TEXTS
from hub.models.records import tag_managers

# What staff or the machinery see to; no member's form writes it.
OWN_FIELDS = frozenset(
    {
        "id",
        "uid",
        "slug",
        "live",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "live_revision",
        "latest_revision",
        "go_live_at",
        "expire_at",
        "expired",
        "locked",
        "locked_at",
        "locked_by",
        "merged_into",
        "starts_at",
        "ends_at",
    }
)
LONGEST_COMPARED_WORDS = 4000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and whether the other side says it differently."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two versions fill in differently. ``image_*`` are set where it is a picture."""

    name: str
    label: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    image_before: HubImage | None = None
    image_after: HubImage | None = None
    # Words that are no tags of the hub before this is published.
    new_words: tuple[str, ...] = ()


def pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces, by words, with what is not in the other marked."""
    old, new = re.findall(r"\s+|\S+", before), re.findall(r"\s+|\S+", after)
    if len(old) + len(new) > LONGEST_COMPARED_WORDS:
        return (Piece(before, differs=True),), (Piece(after, differs=True),)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        differs = tag != "equal"
        left += [Piece("".join(old[i1:i2]), differs)] if i2 > i1 else []
        right += [Piece("".join(new[j1:j2]), differs)] if j2 > j1 else []
    return tuple(left), tuple(right)


def _said(value: Any, field: Field[Any, Any]) -> str:
    """What a plain field says, for people."""
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else ""
    if isinstance(field, RichTextField):
        return to_markup(str(value)) or strip_tags(str(value))
    if field.choices:
        labels: dict[Any, Any] = dict(field.flatchoices)
        return str(labels.get(value, value))
    name = getattr(value, "name", None)
    if type(value).__name__ == "Country" and name:
        return str(name)
    return value if isinstance(value, str) else str(localize(value))


def _named(rows: Iterable[Any]) -> str:
    return "\n".join(sorted((str(row) for row in rows), key=str.casefold))


def _child_rows(record: Any, relation: Any) -> str:
    """The rows of a relation, one on each line: what is named, then the rest in brackets."""
    own = [f for f in relation.related_model._meta.concrete_fields if f is not relation.field and not f.primary_key]
    lines = []
    for row in getattr(record, relation.get_accessor_name()).all():
        said = [str(_value(row, field)) for field in own if field.name != "sort_order"]
        said = [text for text in said if text]
        lines.append(said[0] + (f" ({', '.join(said[1:])})" if said[1:] else "") if said else "–")
    return "\n".join(lines)


def _value(row: Any, field: Any) -> str:
    if isinstance(field, ForeignKey):
        return str(getattr(row, field.name) or "")
    return _said(getattr(row, field.name), field)


def facts(record: Any) -> Iterator[tuple[str, str, str]]:
    """Name, label and text of everything that ``record`` says, in the order of its model; pictures apart."""
    tag_relations = set()
    for field in record._meta.get_fields():
        if isinstance(field, ClusterTaggableManager):
            tag_relations.add(field.through._meta.get_field("content_object").remote_field.get_accessor_name())
            yield field.name, capfirst(str(field.verbose_name)), _named(getattr(record, field.name).all())
        elif isinstance(field, ManyToManyField):
            yield field.name, capfirst(str(field.verbose_name)), _named(getattr(record, field.name).all())
        elif isinstance(field, Field) and field.concrete and field.name not in {*OWN_FIELDS, "image"}:
            yield field.name, capfirst(str(field.verbose_name)), _value(record, field)
    for relation in get_all_child_relations(type(record)):
        name = relation.get_accessor_name()
        if name not in tag_relations:
            yield name, capfirst(str(relation.related_model._meta.verbose_name)), _child_rows(record, relation)


def _picture_texts(image: HubImage | None) -> str:
    return "\n".join(text for name in PICTURE_TEXTS if (text := getattr(image, name, "")))


def _new_words(record: Any, name: str) -> tuple[str, ...]:
    """The words of a field of tags that nobody has looked at yet."""
    if name not in {field.name for field in tag_managers(type(record))}:
        return ()
    return tuple(sorted((str(tag) for tag in getattr(record, name).all() if tag.pending), key=str.casefold))


def differences(before: Any, after: Any) -> list[Difference]:
    """Every field in which ``after`` says something else than ``before``; everything, if ``before`` is ``None``."""
    known = {name: text for name, _label, text in facts(before)} if before is not None else {}
    found = [
        Difference(name, label, *pieces(known.get(name, ""), text), new_words=_new_words(after, name))
        for name, label, text in facts(after)
        if text != known.get(name, "")
    ]
    old, new = getattr(before, "image", None), after.image
    if (old and old.pk) != (new and new.pk):
        label = capfirst(str(after._meta.get_field("image").verbose_name))
        found.append(Difference("image", label, *pieces(_picture_texts(old), _picture_texts(new)), old, new))
    return found
