"""What writes records, whoever asks: sample content, imports, and later the portal."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from hub.models import Record, Tag


@transaction.atomic
def add_record(record: Record, *, publish: bool, user: AbstractBaseUser | None = None) -> Record:
    """Save a new record with its first revision, and publish it or leave it a draft."""
    record.live = False
    record.full_clean()
    record.save()
    revision = record.save_revision(user=user, log_action=True)
    if publish:
        revision.publish(user=user, skip_permission_checks=True)
        record.refresh_from_db()
    return record


def give_tags(record: Record, names: Iterable[str]) -> None:
    """Put existing tags on a record that is about to be saved; a merged word gives its heir."""
    by_name = {tag.name: tag.heir() for tag in Tag.objects.filter(name__in=list(names)).select_related("merged_into")}
    through = type(record).tags.through
    record.tagged_items.set([through(tag=by_name[name]) for name in names if name in by_name])
