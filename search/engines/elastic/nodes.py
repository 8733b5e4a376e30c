"""How requests reach a cluster: in time, and in words that OpenSearch knows too."""

import re
from dataclasses import replace
from typing import Any

import urllib3
from elastic_transport import ConnectionError, HttpHeaders, Urllib3HttpNode
from elastic_transport.client_utils import DEFAULT

_ELASTIC_MEDIA_TYPE = re.compile(r"application/vnd\.elasticsearch\+(json|x-ndjson);\s*compatible-with=\d+")


class TimelyNode(Urllib3HttpNode):
    """A node whose time-out covers connecting and reading together; the client's covers each of them.

    An answer without anything in it was cut off on its way: the client would take it for one.
    """

    def perform_request(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: HttpHeaders | None = None,
        request_timeout: Any = DEFAULT,
    ) -> Any:
        """Ask the node."""
        if isinstance(request_timeout, int | float):
            request_timeout = urllib3.Timeout(total=request_timeout)
        response: Any = super().perform_request(method, target, body, headers, request_timeout)
        if not response.body and method != "HEAD":
            raise ConnectionError("The answer was empty.")
        return response


class OpenSearchNode(TimelyNode):
    """A node of OpenSearch. It knows the requests, but not their media types; nor does it claim to be Elasticsearch,
    which the client insists on."""

    def perform_request(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: HttpHeaders | None = None,
        request_timeout: Any = DEFAULT,
    ) -> Any:
        """Ask the node."""
        plain = {name: _ELASTIC_MEDIA_TYPE.sub(r"application/\1", value) for name, value in (headers or {}).items()}
        response: Any = super().perform_request(method, target, body, HttpHeaders(plain), request_timeout)
        answered = HttpHeaders({**response.meta.headers, "x-elastic-product": "Elasticsearch"})
        return response._replace(meta=replace(response.meta, headers=answered))
