"""Where a row is named: in what visitors see and in drafts. Nothing that is named anywhere may be deleted."""

from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignKey, ManyToManyField, Model
from modelcluster.fields import ParentalKey

from hub.drafts import NamingPaths, current_revisions, named_in, named_in_streams, naming_paths, versioned_models


@dataclass(frozen=True, slots=True)
class Place:
    """Something that names a row; ``in_draft`` if only an unpublished or scheduled version of it does."""

    subject: Model
    in_draft: bool

    @property
    def type_name(self) -> str:
        """What kind of thing it is, in the reader's language."""
        return str(self.subject._meta.verbose_name)


def revisions_naming(named: Model) -> list[Any]:
    """The latest and scheduled revisions, of records and pages, that name ``named``."""
    found: list[Any] = []
    for model in versioned_models():
        if paths := naming_paths(model, type(named)):
            found.extend(rev for rev in current_revisions(model).iterator() if _names(rev, model, paths, named))
    return found


def _names(revision: Any, model: type[Any], paths: NamingPaths, named: Model) -> bool:
    return named.pk in named_in(revision.content, paths) or named_in_streams(revision.content, model, paths, named)


def rows_naming(named: Model) -> list[Model]:
    """What names ``named`` in the database; for a row of a relation, the record that the row belongs to."""
    found: dict[tuple[str, Any], Model] = {}
    relations: list[Any] = named._meta.get_fields(include_hidden=True)
    for relation in relations:
        if not relation.auto_created or relation.concrete or isinstance(relation.field, ParentalKey):
            continue
        model = relation.related_model
        # A tag manager is no column, and a table between two others is found by the relation that made it.
        if model._meta.auto_created or not isinstance(relation.field, ForeignKey | ManyToManyField):
            continue
        for row in model._base_manager.filter(**{relation.field.name: named}):
            owner = _owner(row)
            found[(owner._meta.label_lower, owner.pk)] = owner
    return [row for row in found.values() if row != named]


def _owner(row: Model) -> Model:
    parent = next((field for field in row._meta.concrete_fields if isinstance(field, ParentalKey)), None)
    owner: Model = getattr(row, parent.name) if parent else row
    return owner


def places_naming(named: Model) -> list[Place]:
    """Where ``named`` is named, each place once: rows first, then drafts."""
    rows = rows_naming(named)
    places = [Place(row, in_draft=False) for row in rows]
    known = {(row._meta.label_lower, str(row.pk)) for row in rows}
    for revision in revisions_naming(named):
        key = (revision.content_type.model_class()._meta.label_lower, revision.object_id)
        own = (named._meta.label_lower, str(named.pk))
        if key not in known and key != own and (subject := revision.content_object) is not None:
            known.add(key)
            places.append(Place(subject, in_draft=True))
    return places
