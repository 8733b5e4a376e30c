"""Merging records that stand for the same thing; ``hub.unmerging`` undoes it.

What names the source names the heir afterwards: rows of every model (found by ``_meta.related_objects``), drafts and
scheduled versions. The source's own rows, its tags and the like, go to the heir too, and so does what hangs on it by
a generic key: contact persons, corrections, proposals. The source stays, points to its
heir, and its address leads there. A journal keeps what was changed, so that a merge can be undone for 30 days.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ForeignKey, Model, UniqueConstraint
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex, Revision

from hub.attached import attached_rows, attaching_models, has_room, key_name
from hub.drafts import current_revisions, naming_paths, rename_in, revisions_of, versioned_models
from hub.models import Record, RecordMerge, User
from hub.signals import records_merged

Key = tuple[str, Any]


@dataclass(slots=True)
class _Journal:
    """What a merge changed: rows moved, rows dropped as doubles, terms added, revisions rewritten."""

    moved: list[dict[str, Any]] = field(default_factory=list)
    dropped: list[dict[str, Any]] = field(default_factory=list)
    terms: list[dict[str, Any]] = field(default_factory=list)
    revisions: list[dict[str, Any]] = field(default_factory=list)
    keys: set[Key] = field(default_factory=set)

    def as_json(self) -> dict[str, Any]:
        """The journal as it is kept."""
        keys = sorted(self.keys)
        parts = {"moved": self.moved, "dropped": self.dropped, "terms": self.terms, "revisions": self.revisions}
        return parts | {"keys": [list(key) for key in keys]}


def check_record_merge(source: Record, heir: Record) -> None:
    """Raise ``ValidationError`` if ``source`` can't be merged into ``heir``."""
    if type(source) is not type(heir) or source.pk == heir.pk:
        raise ValidationError(_("Choose another record of the same type."))
    if source.merged_into_id or heir.merged_into_id:
        raise ValidationError(_("One of the two has been merged into another record already."))
    if not heir.live:
        raise ValidationError(_("“%(heir)s” is not published: its address would lead nowhere.") % {"heir": heir})
    for record in (source, heir):
        if record.workflow_in_progress:
            raise ValidationError(
                _("“%(title)s” waits for a decision of the moderators: decide on that first.") % {"title": record}
            )


@transaction.atomic
def merge_records(*, source: Record, heir: Record, merged_by: User) -> RecordMerge:
    """Merge ``source`` into ``heir``. Raises ``ValidationError`` if the two can't be merged."""
    check_record_merge(source, heir)
    model = type(source)
    locked = model.objects.select_for_update().in_bulk([source.pk, heir.pk])
    source, heir = locked[source.pk], locked[heir.pk]
    check_record_merge(source, heir)
    journal = _Journal()
    journal.keys |= {(model._meta.label_lower, source.pk), (model._meta.label_lower, heir.pk)}
    for link in _links_to(model):
        _move_rows(link, source, heir, journal)
    _move_attached(source, heir, journal)
    _move_terms(source, heir, journal)
    for versioned in versioned_models():
        _rename_in_revisions(versioned, source, heir, journal)
    _add_to_drafts(heir, journal)
    source.merged_into = heir
    source.save(update_fields=["merged_into"])
    merge = RecordMerge.objects.create(
        content_type=ContentType.objects.get_for_model(model),
        source_id=source.pk,
        heir_id=heir.pk,
        titles={"source": str(source), "heir": str(heir)},
        merged_by=merged_by,
        journal=json.loads(json.dumps(journal.as_json(), default=str)),
    )
    log(instance=source, action="hub.merge_record", user=merged_by, data={"heir": {"id": heir.pk, "name": str(heir)}})
    tell_of_merge(journal.keys)
    return merge


def _links_to(model: type[Model]) -> Iterator[ForeignKey[Any, Any]]:
    """The foreign keys to records of ``model``: of other records, of rows between them, and of its own rows."""
    for relation in model._meta.related_objects:
        link, related = relation.field, cast(Any, relation.related_model)
        if isinstance(link, ForeignKey) and not related._meta.auto_created:
            yield link


def _move_rows(link: ForeignKey[Any, Any], source: Record, heir: Record, journal: _Journal) -> None:
    rows = link.model._base_manager.filter(**{link.name: source})
    for row in list(rows):
        if row != heir and getattr(link.model, "stays_when_merged", False) and _has_twin(row, link, heir):
            # What hangs on it would be lost with it: it stays where it was, and its model says what that means.
            continue
        if row == heir or _has_twin(row, link, heir):
            # The heir can't be part of itself; and what it has already it need not have twice.
            if row == heir:
                _set(link, row.pk, None)
                journal.moved.append(_moved(link, row.pk, heir_key=None))
                continue
            journal.dropped.append(json.loads(serializers.serialize("json", [row]))[0])
            row.delete()
        else:
            _set(link, row.pk, heir.pk)
            journal.moved.append(_moved(link, row.pk, heir_key=heir.pk))
        journal.keys |= _owner_key(row, link)


def _move_attached(source: Record, heir: Record, journal: _Journal) -> None:
    """Contact persons, corrections, proposals. What the heir has already stays behind: nobody's words are deleted."""
    for model in attaching_models():
        name = key_name(model)
        for row in list(attached_rows(model, source)):
            if has_room(row, heir):
                model._base_manager.filter(pk=row.pk).update(**{name: heir.pk})
                moved = {"model": model._meta.label_lower, "pk": row.pk, "field": name, "to": heir.pk}
                journal.moved.append(moved | {"is_own_row": False})


def _moved(link: ForeignKey[Any, Any], key: Any, heir_key: Any) -> dict[str, Any]:
    return {
        "model": link.model._meta.label_lower,
        "pk": key,
        "field": link.name,
        "to": heir_key,
        "is_own_row": isinstance(link, ParentalKey),
    }


def _set(link: ForeignKey[Any, Any], key: Any, target: Any) -> None:
    link.model._base_manager.filter(pk=key).update(**{link.attname: target})


def _owner_key(row: Model, link: ForeignKey[Any, Any]) -> set[Key]:
    """The record that reads differently because ``row`` does: its owner, or the row itself."""
    owner = next((f for f in row._meta.concrete_fields if isinstance(f, ParentalKey) and f is not link), None)
    if owner is not None:
        related: Any = owner.related_model
        return {(related._meta.label_lower, getattr(row, owner.attname))}
    return {(row._meta.label_lower, row.pk)} if isinstance(row, Record) else set()


def _has_twin(row: Any, link: ForeignKey[Any, Any], heir: Record) -> bool:
    """Whether the heir has the same row already: by a constraint, or to the last fact."""
    plain = [f for f in row._meta.concrete_fields if not f.primary_key and f is not link]
    constraints = [c for c in row._meta.constraints if isinstance(c, UniqueConstraint) and link.name in c.fields]
    others = type(row)._base_manager.filter(**{link.name: heir})
    for constraint in constraints:
        if constraint.condition is not None and not _base_of(row).filter(constraint.condition).exists():
            continue
        rest = {name: getattr(row, name) for name in constraint.fields if name != link.name}
        twins = others.filter(**rest)
        if (twins if constraint.condition is None else twins.filter(constraint.condition)).exists():
            return True
    is_own_row = isinstance(link, ParentalKey)
    return is_own_row and others.filter(**{f.attname: getattr(row, f.attname) for f in plain}).exists()


def _base_of(row: Any) -> Any:
    return type(row)._base_manager.filter(pk=row.pk)


def _move_terms(source: Record, heir: Record, journal: _Journal) -> None:
    """Themes, goals and the like of the source, which lie in tables of their own."""
    for relation in source._meta.many_to_many:
        through: Any = getattr(relation.remote_field, "through", None)
        if through is None or not through._meta.auto_created:
            continue
        manager = getattr(heir, relation.name)
        known = set(manager.values_list("pk", flat=True))
        gained = [term for term in getattr(source, relation.name).all() if term.pk not in known]
        if gained:
            own, other = relation.m2m_column_name(), relation.m2m_reverse_name()
            rows = [through(**{own: heir.pk, other: term.pk}) for term in gained]
            through._base_manager.bulk_create(rows)
            journal.terms.append({"field": relation.name, "keys": [term.pk for term in gained]})


def _rename_in_revisions(model: type[Any], source: Record, heir: Record, journal: _Journal) -> None:
    paths = naming_paths(model, type(source))
    if not (paths.single or paths.many or paths.children):
        return
    for revision in list(revisions_of(model)):
        before = json.loads(json.dumps(revision.content, default=str))
        if str(source.pk) == revision.object_id and model is type(source):
            continue
        if rename_in(revision.content, paths, source=source.pk, heir=heir.pk):
            _rewrite(revision, before, journal)


def _rewrite(revision: Revision, before: Any, journal: _Journal) -> None:
    Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    journal.revisions.append({"pk": revision.pk, "before": before, "after": revision.content})


def _add_to_drafts(heir: Record, journal: _Journal) -> None:
    """What the heir gains it gains in its drafts too: the next publication would drop it otherwise."""
    fresh = type(heir)._base_manager.get(pk=heir.pk)
    live = fresh.serializable_data()
    relations = {rel.related_model._meta.label_lower: rel.get_accessor_name() for rel in get_all_child_relations(fresh)}
    gained: dict[str, list[Any]] = {}
    for move in journal.moved:
        if move["is_own_row"] and move["to"] == heir.pk and move["model"] in relations:
            gained.setdefault(relations[move["model"]], []).append(move["pk"])
    for revision in current_revisions(type(heir)).filter(object_id=str(heir.pk)):
        before = json.loads(json.dumps(revision.content, default=str))
        changed = False
        for accessor, keys in gained.items():
            rows = revision.content.setdefault(accessor, [])
            held = {row.get("pk") for row in rows}
            new = [row for row in live[accessor] if row["pk"] in keys and row["pk"] not in held]
            rows += new
            changed = changed or bool(new)
        for added in journal.terms:
            keys = revision.content.setdefault(added["field"], [])
            new_keys = [key for key in added["keys"] if key not in keys]
            keys += new_keys
            changed = changed or bool(new_keys)
        if changed:
            _rewrite(revision, before, journal)


def tell_of_merge(keys: set[Key]) -> None:
    """Let the reference index, the search and whoever listens know which records read differently."""
    for label, key in keys:
        record = apps.get_model(label)._base_manager.filter(pk=key).first()
        if record is not None:
            ReferenceIndex.create_or_update_for_object(record)
    records_merged.send(sender=RecordMerge, keys=tuple(sorted(keys)))
