"""What staff want to come first for certain words."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from hub.choices import Language
from hub.held import Held
from search.analysis.words import folded_words
from search.engines.base import EngineHit
from search.models import Promotion
from search.models.staff import lines_of

PAGE = "page"
NOT_INDEXED = -1


@dataclass(frozen=True, slots=True)
class _Promoted:
    keys: tuple[str, ...]
    first_day: dt.date
    last_day: dt.date


Asked = tuple[str, tuple[str, ...]]  # language and folded words


def _chosen(promotion: Promotion) -> list[tuple[str, Any]]:
    """The chosen things as label and identity, without loading them."""
    stream: Any = promotion.results
    blocks = stream.stream_block.child_blocks
    rows = [(row["type"], row["value"]) for row in stream.raw_data if row["type"] in blocks and row["value"]]
    return [(kind if kind == PAGE else blocks[kind].target_model._meta.label_lower, value) for kind, value in rows]


def _build() -> dict[Asked, list[_Promoted]]:
    promotions = [(promotion, _chosen(promotion)) for promotion in Promotion.objects.all()]
    page_ids = {value for _promotion, chosen in promotions for label, value in chosen if label == PAGE}
    names = dict(Page.objects.filter(pk__in=page_ids).values_list("pk", "translation_key"))
    found: dict[Asked, list[_Promoted]] = defaultdict(list)
    for promotion, chosen in promotions:
        keys = [f"{label}:{names.get(value) if label == PAGE else value}" for label, value in chosen]
        days = (promotion.first_day or dt.date.min, promotion.last_day or dt.date.max)
        for language in (promotion.language,) if promotion.language else Language.values:
            for line in lines_of(promotion.words):
                found[language, tuple(folded_words(line))].append(_Promoted(tuple(keys), *days))
    return dict(found)


_promoted: Held[dict[Asked, list[_Promoted]]] = Held("promotions", _build, "search.promotion")


def promoted_keys(text: str, language: str) -> tuple[str, ...]:
    """The keys of what comes first when ``text`` is searched for today, in order; no query but after an edit."""
    words = tuple(folded_words(text))
    if not words:
        return ()
    today = timezone.localdate()
    found = [one for one in _promoted.get().get((language, words), ()) if one.first_day <= today <= one.last_day]
    return tuple(dict.fromkeys(key for one in found for key in one.keys))


def promoted_first(hits: tuple[EngineHit, ...], promoted: Sequence[str]) -> tuple[EngineHit, ...]:
    """The hits of a first page, and before them whatever is promoted, also what the words alone do not find.

    An engine puts first what is promoted and found; the rest comes without text, which is then its entry's.
    """
    found = {hit.key: hit for hit in hits}
    first = [found.pop(key) if key in found else EngineHit(key, 0.0, {}, version=NOT_INDEXED) for key in promoted]
    return (*first, *found.values())
