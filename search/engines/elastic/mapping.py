"""How a document is kept in an index."""

import hashlib
import json
from typing import Any

from elasticsearch.dsl import Boolean, Date, Document, GeoPoint, InnerDoc, Keyword, MetaField, Nested, Object, Text

from search.engines.base import BODY, LEAD, NAMES, TAGS, TIERS, TITLE, EngineDocument, Tier

FACETS = "facets"
LONGEST_FACET_VALUE = 1000  # characters; longer ones cannot be chosen
INDEX_SETTINGS = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}
_HASH_LENGTH = 8


def field_of(tier: Tier) -> str:
    """The field with the words of a tier. Its parts are its values, so nothing stands side by side across parts."""
    return "in_" + "_".join(tier.parts)


def _part(name: str) -> Text:
    return Text(index=False, copy_to=[field_of(tier) for tier in TIERS if name in tier.parts])


class Days(InnerDoc):
    """From the first to the last day; nested, as only what is nested can be sorted by on a condition."""

    first = Date(format="strict_date")
    last = Date(format="strict_date")


class Entry(Document):
    """A thing as it is kept: its words in the fields of the tiers, and of its source nothing but what hits show."""

    key = Keyword()
    is_deleted = Boolean()
    title = _part(TITLE)
    tags = _part(TAGS)
    names = _part(NAMES)
    lead = _part(LEAD)
    body = _part(BODY)
    facets = Object(dynamic=True)
    days = Nested(Days)
    place = GeoPoint()
    expires_at = Date(format="strict_date_optional_time")
    shown = Object(enabled=False)

    class Meta:
        """Fields that are not named here are an error, but for facets."""

        dynamic = MetaField("strict")
        source = MetaField(includes=["shown"])
        dynamic_templates = MetaField(
            [
                {
                    FACETS: {
                        "path_match": f"{FACETS}.*",
                        "mapping": {"type": "keyword", "ignore_above": LONGEST_FACET_VALUE},
                    }
                }
            ]
        )


def index_body(**settings: Any) -> dict[str, Any]:
    """Mappings and settings of a new index; ``settings`` are further ones."""
    mapping = Entry._doc_type.mapping.to_dict()
    # Words are analysed already; how often they stand there and how long the text is counts for nothing.
    words = {field_of(tier): {"type": "text", "analyzer": "whitespace", "norms": False} for tier in TIERS}
    return {
        "mappings": {**mapping, "properties": {**mapping["properties"], **words}},
        "settings": {"index": {**INDEX_SETTINGS, **settings}},
    }


def mapping_hash() -> str:
    """A short name for this version of mappings and settings."""
    text = json.dumps(index_body(), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH_LENGTH]


def source_of(document: EngineDocument) -> dict[str, Any]:
    """A document as it is sent; of a tombstone its key alone."""
    if document.is_deleted:
        return {"key": document.key, "is_deleted": True}
    source: dict[str, Any] = {"key": document.key, "is_deleted": False, **document.text}
    source[FACETS] = {name: list(values) for name, values in document.facets.items() if values}
    source["shown"] = document.shown
    if document.first_day and document.last_day:
        source["days"] = {"first": document.first_day.isoformat(), "last": document.last_day.isoformat()}
    if document.place:
        source["place"] = {"lat": document.place[0], "lon": document.place[1]}
    if document.expires_at:
        source["expires_at"] = document.expires_at.isoformat()
    return source
