"""Rows that hang on a record of any type by its generic key: contact persons, corrections, proposals."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet, UniqueConstraint

from hub.models import Record


def attaching_models() -> Iterator[type[Model]]:
    """The hub's models whose rows hang on records; not those with one row for each, which speaks of that one alone."""
    for model in apps.get_models():
        is_own = model._meta.app_label in settings.HUB_APPS
        if is_own and _generic_keys(model) and not any(_is_one_each(model, c) for c in _constraints(model)):
            yield model


def key_name(model: type[Model]) -> str:
    """The name of the field that holds the record's number."""
    return _key_of(model).fk_field


def attached_rows(model: type[Model], record: Record) -> QuerySet[Any]:
    """The rows of ``model`` that hang on ``record``."""
    key = _key_of(model)
    content_type = ContentType.objects.get_for_model(record)
    return model._base_manager.filter(**{key.ct_field: content_type, key.fk_field: record.pk})


def has_room(row: Any, record: Record) -> bool:
    """Whether ``record`` can take ``row``: the same person twice, or a second open proposal, it can not."""
    model = type(row)
    key = _key_of(model)
    for constraint in _constraints(model):
        if key.fk_field not in constraint.fields or not _applies(row, constraint):
            continue
        rest = {name: getattr(row, name) for name in constraint.fields if name not in (key.ct_field, key.fk_field)}
        others = attached_rows(model, record).filter(**rest)
        if (others.filter(constraint.condition) if constraint.condition else others).exists():
            return False
    return True


def _applies(row: Any, constraint: UniqueConstraint) -> bool:
    if constraint.condition is None:
        return True
    return type(row)._base_manager.filter(pk=row.pk).filter(constraint.condition).exists()


def _generic_keys(model: type[Model]) -> list[GenericForeignKey]:
    return [f for f in model._meta.private_fields if isinstance(f, GenericForeignKey)]


def _key_of(model: type[Model]) -> GenericForeignKey:
    return _generic_keys(model)[0]


def _constraints(model: type[Model]) -> list[UniqueConstraint]:
    return [c for c in model._meta.constraints if isinstance(c, UniqueConstraint)]


def _is_one_each(model: type[Model], constraint: UniqueConstraint) -> bool:
    key = _key_of(model)
    return constraint.condition is None and set(constraint.fields) == {key.ct_field, key.fk_field}
