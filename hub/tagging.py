"""Everything that writes tags: merging them, and finding those that are unused or look alike."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ForeignKey, Model, Q, QuerySet, UniqueConstraint
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex, Revision

from hub import look_alikes
from hub.drafts import current_revisions, named_in, naming_paths, rename_in, revisions_of, versioned_models
from hub.models import Tag, User
from hub.signals import tags_changed

RecordKey = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class TagUses:
    """The records that have a tag: on the site, and those whose drafts alone have it."""

    live: frozenset[RecordKey] = frozenset()
    drafts: frozenset[RecordKey] = frozenset()

    @property
    def total(self) -> int:
        """How many records have it."""
        return len(self.live) + len(self.drafts)


@dataclass(frozen=True, slots=True)
class Merge:
    """What a merge did: the records that read differently now, and how many revisions were rewritten."""

    keys: tuple[RecordKey, ...]
    revisions: int


def _links_to_tags() -> Iterator[ForeignKey[Any, Any]]:
    """The foreign keys to tags of every model, but for the tags' own."""
    for relation in Tag._meta.related_objects:
        if isinstance(relation.field, ForeignKey) and relation.related_model is not Tag:
            yield relation.field


def _owner_field(model: type[Model]) -> ParentalKey | None:
    return next((field for field in model._meta.concrete_fields if isinstance(field, ParentalKey)), None)


def tag_uses(tags: Iterable[Tag] | None = None) -> dict[int, TagUses]:
    """Who has each tag (or each of ``tags``), by the tag's key; tags without a use are left out."""
    wanted = None if tags is None else {tag.pk for tag in tags}
    live: dict[int, set[RecordKey]] = defaultdict(set)
    drafts: dict[int, set[RecordKey]] = defaultdict(set)
    for link in _links_to_tags():
        owner = _owner_field(link.model)
        if owner is None:
            continue
        label = cast(Any, owner.related_model)._meta.label_lower
        rows = link.model._base_manager.values_list(f"{link.name}_id", f"{owner.name}_id", f"{owner.name}__live")
        for tag, record, is_live in rows if wanted is None else rows.filter(**{f"{link.name}__in": wanted}):
            (live if is_live else drafts)[tag].add((label, record))
    for model in versioned_models():
        if not (paths := naming_paths(model, Tag)).children:
            continue
        for record, content in current_revisions(model).values_list("object_id", "content").iterator():
            for tag in named_in(content, paths):
                drafts[tag].add((model._meta.label_lower, model._meta.pk.to_python(record)))
    return {
        tag: TagUses(frozenset(live[tag]), frozenset(drafts[tag] - live[tag]))
        for tag in {*live, *drafts}
        if wanted is None or tag in wanted
    }


def check_merge(source: Tag, heir: Tag) -> None:
    """Raise ``ValidationError`` if ``source`` can't be merged into ``heir``."""
    if source.pk == heir.pk:
        raise ValidationError(_("A tag can’t be merged into itself."))
    if source.merged_into_id:
        raise ValidationError(
            _("“%(name)s” was merged into “%(heir)s” already.") % {"name": source.name, "heir": source.heir().name}
        )
    if heir.merged_into_id:
        raise ValidationError(
            _("“%(name)s” was itself merged into “%(heir)s”: choose that one.")
            % {"name": heir.name, "heir": heir.heir().name}
        )
    if heir.withdrawn:
        raise ValidationError(_("“%(name)s” is withdrawn: no tag can be merged into it.") % {"name": heir.name})


@transaction.atomic
def merge_tags(*, source: Tag, heir: Tag, merged_by: User | None) -> Merge:
    """Give every use of ``source`` to ``heir``, in live records, drafts and scheduled versions.

    The merged tag stays and points to its heir; its words become synonyms of the heir, which takes over the theme if
    it has none. Raises ``ValidationError`` if the two can't be merged.
    """
    locked = Tag.objects.select_for_update().in_bulk([source.pk, heir.pk])
    source, heir = locked[source.pk], locked[heir.pk]
    check_merge(source, heir)
    records = _move_live_uses(source, heir)
    rewritten = sum(_move_uses_in_revisions(model, source, heir) for model in versioned_models())
    _inherit(source, heir)
    for record in records.values():
        ReferenceIndex.create_or_update_for_object(record)
    log(
        instance=source,
        action="hub.merge_tag",
        user=merged_by,
        data={"heir": {"id": heir.pk, "name": heir.name}, "records": len(records), "revisions": rewritten},
    )
    merge = Merge(keys=tuple(sorted(records)), revisions=rewritten)
    tags_changed.send(sender=Tag, keys=merge.keys)
    return merge


def _move_live_uses(source: Tag, heir: Tag) -> dict[RecordKey, Any]:
    """Move the rows that give records ``source``; a row that the heir has already is dropped."""
    records: dict[RecordKey, Any] = {}
    for link in _links_to_tags():
        owner = _owner_field(link.model)
        for row in link.model._base_manager.filter(**{link.name: source}):
            if _has_twin(row, link, heir):
                row.delete()
            else:
                link.model._base_manager.filter(pk=row.pk).update(**{link.name: heir})
            if owner is not None:
                record = getattr(row, owner.name)
                records[(record._meta.label_lower, record.pk)] = record
    return records


def _has_twin(row: Any, link: ForeignKey[Any, Any], heir: Tag) -> bool:
    """Whether a unique constraint forbids to put ``heir`` on ``row``."""
    for constraint in row._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and link.name in constraint.fields:
            rest = {name: getattr(row, name) for name in constraint.fields if name != link.name}
            if type(row)._base_manager.filter(**{link.name: heir}, **rest).exists():
                return True
    return False


def _move_uses_in_revisions(model: type[Any], source: Tag, heir: Tag) -> int:
    """Rewrite every revision that names ``source``: an editor may go back to an old one, too."""
    paths = naming_paths(model, Tag)
    if not (paths.single or paths.many or paths.children):
        return 0
    rewritten = 0
    for key, content in list(revisions_of(model).values_list("pk", "content")):
        if rename_in(content, paths, source=source.pk, heir=heir.pk):
            Revision.objects.filter(pk=key).update(content=content)
            rewritten += 1
    return rewritten


def _inherit(source: Tag, heir: Tag) -> None:
    """Words, theme and the tags merged earlier go to ``heir``."""
    known = {word.casefold() for word in heir.words}
    gained = [word for word in source.words if word.casefold() not in known]
    heir.synonyms = "\n".join([*heir.synonyms.splitlines(), *gained])
    heir.theme = heir.theme or source.theme
    heir.save(update_fields=["synonyms", "theme"])
    source.merged_into = heir
    source.save(update_fields=["merged_into"])
    # Chains stay one step long.
    Tag.objects.filter(merged_into=source).update(merged_into=heir)


def announce(tag: Tag) -> None:
    """Tell the other apps that ``tag`` reads differently now: a new name, synonym or theme."""
    uses = tag_uses([tag]).get(tag.pk, TagUses())
    tags_changed.send(sender=Tag, keys=tuple(sorted(uses.live)))


def matching(term: str) -> QuerySet[Tag]:
    """The tags that may be given and that begin with ``term`` in either language, for suggestions."""
    begins = Q(name__istartswith=term) | Q(name_da__istartswith=term) | Q(name_en__istartswith=term)
    found: QuerySet[Tag] = Tag.objects.in_use().filter(begins | Q(synonyms__istartswith=term)).order_by("name")
    return found


def canonical_words(words: Iterable[str]) -> list[str]:
    """The given words, each as the tag it stands for is called: merged tags, names and synonyms lead to their tag."""
    by_word: dict[str, str] = {}
    own_names: dict[str, str] = {}
    for tag in Tag.objects.select_related("merged_into"):
        own_names[tag.name.casefold()] = tag.heir().name
        if tag.merged_into_id is None and not tag.withdrawn:
            for word in tag.words:
                by_word.setdefault(word.casefold(), tag.name)
    known = by_word | own_names
    return list(dict.fromkeys(known.get(word.strip().casefold(), word.strip()) for word in words))


def tags_like(words: Iterable[str], *, exclude: Tag | None = None) -> list[Tag]:
    """The tags in use, ``exclude`` left out, with a word that looks like one of ``words``."""
    others = {tag.pk: tag for tag in Tag.objects.in_use() if exclude is None or tag.pk != exclude.pk}
    keys = look_alikes.find(words, {key: tag.words for key, tag in others.items()})
    return [others[key] for key in keys]


def look_alike_pairs() -> list[tuple[Tag, Tag]]:
    """Every two tags in use that look alike, each pair once."""
    tags = {tag.pk: tag for tag in Tag.objects.in_use().select_related("theme")}
    return [(tags[a], tags[b]) for a, b in look_alikes.pairs({key: tag.words for key, tag in tags.items()})]


def look_alikes_of_lonely_tags(record: Any) -> list[tuple[Tag, list[Tag]]]:
    """The tags that ``record`` alone has, that nobody has named or mapped yet, and that look like another tag."""
    fresh = [tag for tag in record.tags.all() if not (tag.name_da or tag.name_en or tag.theme_id)]
    uses = tag_uses(fresh) if fresh else {}
    own = (record._meta.label_lower, record.pk)
    lonely = [tag for tag in fresh if uses.get(tag.pk, TagUses()).live | uses.get(tag.pk, TagUses()).drafts <= {own}]
    found = [(tag, tags_like(tag.words, exclude=tag)) for tag in lonely]
    return [(tag, twins) for tag, twins in found if twins]
