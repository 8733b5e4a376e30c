"""Documents into indexes. The version of a document is its external version, so late writes lose."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.engines.base import EngineDocument
from search.engines.elastic.mapping import source_of

logger = logging.getLogger(__name__)

DOCUMENTS_PER_REQUEST = 500
BYTES_PER_REQUEST = 5 * 1024 * 1024
REFUSALS_LOGGED = 10
_CONFLICT = 409  # a newer version is there already


def write(client: Elasticsearch, indexes: Sequence[str], documents: Iterable[EngineDocument]) -> list[str]:
    """Write documents to all ``indexes``; gives the keys of those that the cluster would not take."""
    outcomes = streaming_bulk(
        client,
        _actions(indexes, documents),
        chunk_size=DOCUMENTS_PER_REQUEST,
        max_chunk_bytes=BYTES_PER_REQUEST,
        raise_on_error=False,
    )
    refused = [
        answer["index"] for is_done, answer in outcomes if not is_done and answer["index"]["status"] != _CONFLICT
    ]
    for outcome in refused[:REFUSALS_LOGGED]:
        logger.error("%s was not indexed: %s", outcome["_id"], outcome.get("error"))
    return [outcome["_id"] for outcome in refused]


def _actions(indexes: Sequence[str], documents: Iterable[EngineDocument]) -> Iterator[dict[str, Any]]:
    for document in documents:
        source = source_of(document)
        for index in indexes:
            yield {
                "_op_type": "index",
                "_index": index,
                "_id": document.key,
                "version": document.version,
                "version_type": "external_gte",
                "_source": source,
            }
