"""Undoing a merge: what was the source's own goes back, as far as it is still where the merge put it."""

import json
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from hub.merging import tell_of_merge
from hub.models import Record, RecordMerge, User


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undoing came to: how much went back, and how much had been changed since and stays."""

    restored: int
    left: int


@transaction.atomic
def undo_merge(merge: RecordMerge, *, undone_by: User) -> Undone:
    """Give the source back what was its own, as far as it is still where the merge put it.

    Raises ``ValidationError`` if it was undone before, is older than 30 days, or one of the two is gone.
    """
    merge = RecordMerge.objects.select_for_update().get(pk=merge.pk)
    if not merge.can_be_undone:
        raise ValidationError(_("This merge can’t be undone any more."))
    model: Any = merge.content_type.model_class()
    found = model.objects.in_bulk([merge.source_id, merge.heir_id])
    if len(found) < 2 or found[merge.source_id].merged_into_id != merge.heir_id:
        raise ValidationError(_("One of the two records has been deleted or merged again since."))
    source, heir = found[merge.source_id], found[merge.heir_id]
    journal = merge.journal
    results = [_restore_revision(row) for row in journal["revisions"]]
    results += [_move_back(row, source) for row in journal["moved"]]
    results += [_bring_back(row) for row in journal["dropped"]]
    for row in journal["terms"]:
        relation: Any = model._meta.get_field(row["field"])
        own, other = relation.m2m_column_name(), relation.m2m_reverse_name()
        through = relation.remote_field.through
        through._base_manager.filter(**{own: heir.pk, f"{other}__in": row["keys"]}).delete()
    source.merged_into = None
    source.save(update_fields=["merged_into"])
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    log(instance=source, action="hub.undo_merge", user=undone_by, data={"heir": {"id": heir.pk, "name": str(heir)}})
    tell_of_merge({(label, key) for label, key in journal["keys"]})
    return Undone(sum(results), len(results) - sum(results))


def _restore_revision(row: dict[str, Any]) -> bool:
    revision = Revision.objects.filter(pk=row["pk"]).first()
    if revision is None or json.loads(json.dumps(revision.content, default=str)) != row["after"]:
        return False
    return bool(Revision.objects.filter(pk=row["pk"]).update(content=row["before"]))


def _move_back(row: dict[str, Any], source: Record) -> bool:
    model = apps.get_model(row["model"])
    still = {"pk": row["pk"], row["field"]: row["to"]}
    if row["to"] is None:
        still = {"pk": row["pk"], f"{row['field']}__isnull": True}
    return bool(model._base_manager.filter(**still).update(**{row["field"]: source.pk}))


def _bring_back(row: dict[str, Any]) -> bool:
    model = apps.get_model(row["model"])
    if model._base_manager.filter(pk=row["pk"]).exists():
        return False
    for restored in serializers.deserialize("json", json.dumps([row])):
        restored.save()
    return True
