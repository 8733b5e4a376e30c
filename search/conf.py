"""The setting ``SEARCH`` as one typed value."""

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import TextChoices

_PREFIX = re.compile(r"[a-z][a-z0-9-]{0,60}")


class Product(TextChoices):
    """What a cluster runs; ``AUTO`` asks it."""

    AUTO = "auto"
    ELASTICSEARCH = "elasticsearch"
    OPENSEARCH = "opensearch"


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """How search is set up. Without ``urls`` there is no cluster and the database answers.

    Names and passwords may stand in the addresses; an ``api_key`` goes to Elasticsearch only. ``ca_certs`` is a
    file with the certificate of the authority that signed the cluster's. ``index_prefix`` tells the hubs of one
    cluster apart. A search may take ``timeout_ms`` in all, a write ``write_timeout_ms``. After ``failures_allowed``
    failures in a row the cluster is left alone for ``pause_seconds``, then asked again.
    """

    urls: tuple[str, ...] = ()
    product: Product = Product.AUTO
    api_key: str = ""
    ca_certs: str = ""
    index_prefix: str = "hub-search"
    timeout_ms: int = 800
    write_timeout_ms: int = 20_000
    failures_allowed: int = 3
    pause_seconds: float = 5.0

    @property
    def timeout_seconds(self) -> float:
        """The longest that a search may take."""
        return self.timeout_ms / 1000

    @property
    def write_timeout_seconds(self) -> float:
        """The longest that one request of a write may take."""
        return self.write_timeout_ms / 1000


def search_settings() -> SearchSettings:
    """The settings now in force; raises ``ImproperlyConfigured`` that names what is wrong."""
    values: dict[str, Any] = dict(settings.SEARCH)
    if unknown := values.keys() - SearchSettings.__dataclass_fields__.keys():
        raise ImproperlyConfigured(f"SEARCH has no setting {', '.join(sorted(unknown))}.")
    if (product := values.get("product", Product.AUTO)) not in Product:
        raise ImproperlyConfigured(f"SEARCH: product is one of {', '.join(Product)}, not {product}.")
    found = SearchSettings(**values | {"urls": tuple(values.get("urls", ())), "product": Product(product)})
    if not all(url.startswith(("http://", "https://")) for url in found.urls):
        raise ImproperlyConfigured("SEARCH: each address of the cluster begins with http:// or https://.")
    if not _PREFIX.fullmatch(found.index_prefix):
        raise ImproperlyConfigured("SEARCH: index_prefix is made of a-z, 0-9 and -, and begins with a letter.")
    if found.timeout_ms <= 0 or found.write_timeout_ms <= 0:
        raise ImproperlyConfigured("SEARCH: timeout_ms and write_timeout_ms are above 0.")
    return found


def has_cluster() -> bool:
    """Whether a search cluster is set up; without one the database answers."""
    return bool(search_settings().urls)
