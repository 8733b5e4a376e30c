"""The cards of a directory's records, drawn once in each language and kept with the snapshot."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from hub.bilingual import active_language
from hub.directory.snapshot import Snapshot
from hub.querysets import RecordQuerySet
from hub.searchable import card_of


def draw_cards(snapshot: Snapshot, records: RecordQuerySet, pks: Sequence[int]) -> list[SafeString]:
    """The cards of ``pks`` in this order; those that are not kept yet are read with a fixed number of queries.

    The first one's picture is what a phone shows largest: the browser is told not to wait with it.
    """
    language = active_language()
    keys = {pk: (pk, language, pk == pks[0]) for pk in pks}
    missing = [pk for pk in pks if keys[pk] not in snapshot.cards]
    if missing:
        for record in records.filter(pk__in=missing).for_cards():
            key = keys[record.pk]
            values = {"record": record, "heading": "h2", "loading": "eager" if key[-1] else "lazy"}
            snapshot.cards[key] = render_to_string(card_of(record), values)
    return [snapshot.cards[key] for key in keys.values() if key in snapshot.cards]
