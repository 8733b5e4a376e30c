"""What writes records, whoever asks: sample content, imports, the portal."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import ForeignKey
from modelcluster.fields import ParentalKey

from hub.models import Record, Tag
from hub.proposals import LinkData, ProposalData
from hub.slugs import slug_for
from hub.tagging import canonical_words


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


def propose_tag(word: str) -> Tag:
    """A new tag that waits until a record with it is published."""
    made: Tag = Tag.objects.create(name=word, pending=True)
    return made


def imagined_tag(word: str) -> Tag:
    """A new tag that is only shown, in a preview."""
    return Tag(name=word, slug=slug_for(word))


def apply_proposal(record: Record, data: ProposalData, *, make_tag: Callable[[str], Tag] = propose_tag) -> None:
    """Let ``record`` say, in memory, what a proposal says; what the proposal leaves out stays.

    New words become tags by ``make_tag``.
    """
    for name, value in data.values.items():
        setattr(record, name, value)
    for name, terms in data.terms.items():
        getattr(record, name).set(terms)
    for name, words in data.words.items():
        _give_words(record, name, words, make_tag)
    for relation, links in data.links.items():
        _set_links(record, relation, links)


def _give_words(record: Record, name: str, words: Iterable[str], make_tag: Callable[[str], Tag]) -> None:
    through: Any = getattr(type(record), name).through
    relation = through._meta.get_field("content_object").remote_field.get_accessor_name()
    wanted = canonical_words(words)
    known = {tag.name.casefold(): tag for tag in Tag.objects.all()} if wanted else {}
    tags = [known.get(word.casefold()) or make_tag(word) for word in wanted]
    rows = {row.tag_id: row for row in getattr(record, relation).all()}
    # Rows that stay keep their keys, so that a version without changes is the same version.
    getattr(record, relation).set([rows.get(tag.pk) or through(tag=tag) for tag in tags])


def _set_links(record: Record, relation: str, links: Iterable[LinkData]) -> None:
    """Keep the rows that stay, with what else they say; add and take away the rest."""
    manager = getattr(record, relation)
    field = next(
        f
        for f in manager.model._meta.concrete_fields
        if isinstance(f, ForeignKey) and not isinstance(f, ParentalKey) and _is_record(f.related_model)
    )
    left = list(manager.all())
    kept = []
    for link in links:
        same = [row for row in left if getattr(row, field.attname) == link.key]
        row = next((row for row in same if row.role == link.role), same[0] if same else None)
        if row is None:
            row = manager.model(**{field.attname: link.key})
        else:
            left.remove(row)
        row.role = link.role
        kept.append(row)
    manager.set(kept)


def _is_record(model: Any) -> bool:
    return isinstance(model, type) and issubclass(model, Record)
