"""The cards of a directory's records, drawn once in each language and kept with the snapshot."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from hub.bilingual import active_language
from hub.directory.snapshot import Snapshot
from hub.querysets import RecordQuerySet
from hub.searchable import card_of


def draw_cards(snapshot: Snapshot, records: RecordQuerySet, pks: Sequence[int]) -> list[SafeString]:
    """The cards of ``pks`` in this order; those that are not kept yet are read with a fixed number of queries."""
    language = active_language()
    missing = [pk for pk in pks if (pk, language) not in snapshot.cards]
    if missing:
        for record in records.filter(pk__in=missing).for_cards():
            card = render_to_string(card_of(record), {"record": record, "heading": "h2"})
            snapshot.cards[record.pk, language] = card
    return [snapshot.cards[pk, language] for pk in pks if (pk, language) in snapshot.cards]
