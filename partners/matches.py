"""What an organisation offers and looks for, and who matches it: one query, whatever the number."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import CharField, F, QuerySet, Value

from hub.addresses import index_url
from hub.bilingual import BilingualText, active_language, other_language
from hub.querysets import public_q
from partners.models.exchange import CityNeed, CityOffer, PartnerNeed, PartnerOffer

MATCHES_SHOWN = 12
_OFFERS = (("partner", PartnerOffer), ("city", CityOffer))
_NEEDS = (("partner", PartnerNeed), ("city", CityNeed))


@dataclass(frozen=True, slots=True)
class Word:
    """A tag as it is shown."""

    slug: str
    label: BilingualText


@dataclass(slots=True)
class Match:
    """Another organisation, and why: what it looks for and we offer, what it offers and we look for."""

    title: BilingualText
    url: str
    they_look_for: list[Word] = field(default_factory=list)
    they_offer: list[Word] = field(default_factory=list)

    @property
    def strength(self) -> int:
        """How many words match."""
        return len(self.they_look_for) + len(self.they_offer)


@dataclass(frozen=True, slots=True)
class Exchange:
    """What an organisation offers and looks for, with matches, the strongest first."""

    offers: list[Word]
    needs: list[Word]
    matches: list[Match]

    def __bool__(self) -> bool:
        return bool(self.offers or self.needs)


def _text(da: str, en: str, word: str = "") -> BilingualText:
    language = active_language()
    texts = {"da": da, "en": en}
    code = next((code for code in (language, other_language(language)) if texts[code]), language)
    return BilingualText(texts[code] or word, code)


def _rows(kind: str, side: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    text = CharField()
    names = ("tag__slug", "tag__name_da", "tag__name_en", "tag__name")
    other = ("content_object_id", "content_object__slug", "content_object__title_da", "content_object__title_en")
    return rows.order_by().values_list(Value(kind, text), Value(side, text), *map(F, (*other, *names)))


def _others(kind: str, through: type[Any], record: Any, tags: QuerySet[Any]) -> QuerySet[Any]:
    rows = through._base_manager.filter(public_q("content_object__"), tag__in=tags, tag__pending=False)
    return rows.exclude(content_object=record.pk) if record._meta.model_name == kind else rows


def exchange_of(record: Any, *, is_draft: bool = False) -> Exchange:
    """What ``record`` offers and looks for, and which public partners and cities match it.

    A draft shows its own words, but is matched with nobody.
    """
    if is_draft or record.pk is None:
        offered, sought = ([Word(tag.slug, tag.label) for tag in side.all()] for side in (record.offers, record.needs))
        return Exchange(offered, sought, [])
    if not getattr(record, "has_exchange", True):
        return Exchange([], [], [])
    offers, needs = record.offer_items.model, record.need_items.model
    own_offers, own_needs = (model._base_manager.filter(content_object=record.pk) for model in (offers, needs))
    queries = [_rows("own", "offers", own_offers), _rows("own", "needs", own_needs)]
    queries += [_rows(kind, "needs", _others(kind, t, record, own_offers.values("tag"))) for kind, t in _NEEDS]
    queries += [_rows(kind, "offers", _others(kind, t, record, own_needs.values("tag"))) for kind, t in _OFFERS]
    return _exchange(list(queries[0].union(*queries[1:], all=True)))


def _exchange(rows: list[tuple[Any, ...]]) -> Exchange:
    own: dict[str, list[Word]] = defaultdict(list)
    found: dict[tuple[str, int], Match] = {}
    bases = {kind: index_url(apps.get_model("partners", kind), active_language()) for kind in ("partner", "city")}
    for kind, side, key, slug, title_da, title_en, *tag in rows:
        word = Word(tag[0], _text(tag[1], tag[2], tag[3]))
        if kind == "own":
            own[side].append(word)
        elif bases[kind]:
            match = found.setdefault((kind, key), Match(_text(title_da, title_en), f"{bases[kind]}{slug}/"))
            (match.they_look_for if side == "needs" else match.they_offer).append(word)
    ranked = sorted(found.values(), key=lambda match: (-match.strength, match.title.casefold()))
    return Exchange(own["offers"], own["needs"], ranked[:MATCHES_SHOWN])
