"""The connection to a cluster, and its errors in the words of the contract."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch, NotFoundError

from search.conf import Product, SearchSettings
from search.engines.base import EngineRefused, EngineUnavailable, IndexMissing
from search.engines.elastic.nodes import OpenSearchNode, TimelyNode

CONNECTIONS_PER_NODE = 32  # threads that may ask at once; one more would wait
_NODES = {Product.ELASTICSEARCH: TimelyNode, Product.OPENSEARCH: OpenSearchNode}
_TOO_MANY_REQUESTS = 429
_LOGIN_REFUSED = {401, 403}


@contextmanager
def errors_of_the_contract() -> Iterator[None]:
    """Turn every error of the client into an ``EngineUnavailable``; refused, if the cluster would answer others."""
    try:
        yield
    except NotFoundError as error:
        raise IndexMissing(str(error)) from error
    except ApiError as error:
        is_trouble = error.status_code >= 500 or error.status_code in {_TOO_MANY_REQUESTS, *_LOGIN_REFUSED}
        raise (EngineUnavailable if is_trouble else EngineRefused)(str(error)) from error
    except TransportError as error:
        raise EngineUnavailable(str(error)) from error


@dataclass(frozen=True, slots=True)
class ClusterInfo:
    """What runs there."""

    product: Product
    version: str


class Cluster:
    """A cluster that is first spoken to when it is needed. Threads may share it."""

    def __init__(self, settings: SearchSettings) -> None:
        self.settings = settings
        self._lock = threading.Lock()
        self._client: Elasticsearch | None = None
        self._info: ClusterInfo | None = None

    def for_searching(self) -> Elasticsearch:
        """The client with the short time-out and without a second try."""
        if self._client is None:
            with self._lock:
                if self._client is None:
                    self._client = self._connect(self._product())
        return self._client

    def for_writing(self) -> Elasticsearch:
        """The client with the patience that writing needs."""
        return self.for_searching().options(request_timeout=self.settings.write_timeout_seconds)

    def info(self) -> ClusterInfo:
        """What the cluster says that it is."""
        if self._info is None:
            with errors_of_the_contract():
                version = self._connect(Product.OPENSEARCH).info()["version"]
            is_opensearch = version.get("distribution") == Product.OPENSEARCH
            self._info = ClusterInfo(
                Product.OPENSEARCH if is_opensearch else Product.ELASTICSEARCH, str(version["number"])
            )
        return self._info

    def _product(self) -> Product:
        return self.info().product if self.settings.product == Product.AUTO else self.settings.product

    def _connect(self, product: Product) -> Elasticsearch:
        options: dict[str, Any] = {"ca_certs": self.settings.ca_certs} if self.settings.ca_certs else {}
        return Elasticsearch(
            list(self.settings.urls),
            node_class=_NODES[product],
            api_key=self.settings.api_key or None,
            request_timeout=self.settings.timeout_seconds,
            max_retries=0,
            retry_on_timeout=False,
            connections_per_node=CONNECTIONS_PER_NODE,
            **options,
        )
