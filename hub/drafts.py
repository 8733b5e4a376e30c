"""What drafts hold: reading and rewriting the relations in revisions' JSON, by the models' own description."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Field, ForeignKey, ManyToManyField, Model, Q, QuerySet
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Revision, RevisionMixin


@dataclass(frozen=True, slots=True)
class NamingPaths:
    """Where the JSON of one type's revisions can name rows of another."""

    single: tuple[str, ...]
    many: tuple[str, ...]
    # Accessor of the child rows and the field in them.
    children: tuple[tuple[str, str], ...]
    streams: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.single or self.many or self.children or self.streams)


@cache
def versioned_models() -> tuple[type[Any], ...]:
    """Every type that keeps revisions: records and pages."""
    return tuple(model for model in apps.get_models() if issubclass(model, RevisionMixin))


def _points_at(field: Field[Any, Any], target: type[Model]) -> bool:
    return isinstance(field.related_model, type) and issubclass(target, field.related_model)


def naming_paths(model: type[Any], target: type[Model]) -> NamingPaths:
    """Where revisions of ``model`` can name a row of ``target``."""
    fields = [field for field in model._meta.get_fields() if isinstance(field, Field)]
    single = [f.name for f in fields if isinstance(f, ForeignKey) and _points_at(f, target)]
    many = [f.name for f in fields if isinstance(f, ManyToManyField) and _points_at(f, target)]
    children = [
        (relation.get_accessor_name(), field.name)
        for relation in get_all_child_relations(model)
        for field in relation.related_model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field is not relation.field and _points_at(field, target)
    ]
    streams = [field.name for field in fields if isinstance(field, StreamField)]
    return NamingPaths(tuple(single), tuple(many), tuple(children), tuple(streams))


def revisions_of(model: type[Any]) -> QuerySet[Any]:
    """Every revision of a type."""
    found: QuerySet[Any] = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(model, for_concrete_model=False)
    )
    return found


def current_revisions(model: type[Any]) -> QuerySet[Any]:
    """The revisions that editors go on from or that will be published: latest and scheduled ones."""
    latest = model._base_manager.filter(latest_revision__isnull=False).values("latest_revision")
    return revisions_of(model).filter(Q(pk__in=latest) | Q(approved_go_live_at__isnull=False))


def named_in(content: dict[str, Any], paths: NamingPaths) -> Iterator[Any]:
    """The keys that the relations of a revision's JSON name; StreamFields are asked by :func:`named_in_streams`."""
    for name in paths.single:
        if content.get(name) is not None:
            yield content[name]
    for name in paths.many:
        yield from content.get(name) or ()
    for accessor, name in paths.children:
        yield from (row.get(name) for row in content.get(accessor) or () if row.get(name) is not None)


def named_in_streams(content: dict[str, Any], model: type[Any], paths: NamingPaths, target: Model) -> bool:
    """Whether a block in the StreamFields of a revision's JSON names ``target``."""
    for name in paths.streams:
        field = model._meta.get_field(name)
        for found, key, *_rest in field.extract_references(field.to_python(content.get(name) or "[]")):
            if isinstance(target, found) and str(key) == str(target.pk):
                return True
    return False


def rename_in(content: dict[str, Any], paths: NamingPaths, *, source: Any, heir: Any) -> bool:
    """Put ``heir`` where the JSON of a revision names ``source``, doubled rows dropped; whether it did."""
    changed = False
    for name in paths.single:
        if content.get(name) == source:
            content[name], changed = heir, True
    for name in paths.many:
        if source in (content.get(name) or ()):
            content[name] = list(dict.fromkeys(heir if key == source else key for key in content[name]))
            changed = True
    for accessor, name in paths.children:
        rows = content.get(accessor) or []
        if any(row.get(name) == source for row in rows):
            content[accessor] = _without_doubles(rows, name, source, heir)
            changed = True
    return changed


def _without_doubles(rows: list[dict[str, Any]], name: str, source: Any, heir: Any) -> list[dict[str, Any]]:
    seen: list[dict[str, Any]] = []
    kept = []
    # Rows that name the heir already come first, so that the row that stays is one that the database has.
    for row in sorted(rows, key=lambda row: row.get(name) == source):
        renamed = {**row, name: heir} if row.get(name) == source else row
        facts = {key: value for key, value in renamed.items() if key != "pk"}
        if renamed is row or facts not in seen:
            kept.append(renamed)
            seen.append(facts)
    return kept
