"""The engine over an Elasticsearch or OpenSearch cluster; the only importer of the Elasticsearch client."""

from search.engines.elastic.engine import ElasticEngine

__all__ = ["ElasticEngine"]
