"""The engine over a cluster."""

from collections.abc import Sequence

from search.conf import SearchSettings
from search.engines.base import EngineDocument, EngineQuery, EngineResults, EngineState, EngineUnavailable, IndexMissing
from search.engines.elastic.cluster import Cluster, errors_of_the_contract
from search.engines.elastic.indexes import Indexes
from search.engines.elastic.searching import EntrySearch
from search.engines.elastic.writing import write

# Of the time for a search, what the cluster may take itself: the rest is for the way.
_SHARE_OF_THE_CLUSTER = 0.75


class ElasticEngine:
    """Elasticsearch 8 or 9, OpenSearch 2 or 3. Threads may share it.

    Deleted things stay in the index as tombstones that no search finds, for a cluster forgets the versions of what
    is really deleted after a minute; a rebuild leaves them behind.
    """

    name = "cluster"

    def __init__(self, settings: SearchSettings) -> None:
        self.settings = settings
        self.cluster = Cluster(settings)
        self.indexes = Indexes(settings.index_prefix)

    def search(self, query: EngineQuery) -> EngineResults:
        """Find, count and order, in one request."""
        with errors_of_the_contract():
            search = EntrySearch(
                query,
                index=self.indexes.searched,
                using=self.cluster.for_searching(),
                timeout_ms=int(self.settings.timeout_ms * _SHARE_OF_THE_CLUSTER),
            )
            return search.answer(self.name)

    def write(self, documents: Sequence[EngineDocument]) -> None:
        """Keep documents and tombstones, in the next index too while there is one."""
        if not documents:
            return
        with errors_of_the_contract():
            client = self.cluster.for_writing()
            layout = self.indexes.layout(client)
            if not layout.written:
                raise IndexMissing(f"There is no index {self.indexes.live}.")
            refused = write(client, layout.written, documents)
            if layout.live:
                client.indices.refresh(index=layout.live)
        _insist_on_all(refused)

    def begin_rebuild(self) -> "ElasticRebuild":
        """Make a new index; one that somebody else is filling is given up."""
        with errors_of_the_contract():
            return ElasticRebuild(self, self.indexes.create(self.cluster.for_writing()))

    def drop(self) -> None:
        """Remove every index of this prefix."""
        with errors_of_the_contract():
            client = self.cluster.for_writing()
            layout = self.indexes.layout(client)
            for index in {*layout.written, *layout.others, layout.searched} - {""}:
                client.indices.delete(index=index, ignore_unavailable=True)

    def state(self) -> EngineState:
        """What is kept. Raises ``IndexMissing`` if the index is not there, or has another mapping."""
        with errors_of_the_contract():
            client = self.cluster.for_searching()
            info, layout = self.cluster.info(), self.indexes.layout(client)
            found = client.count(index=self.indexes.searched, query={"term": {"is_deleted": False}})
        details = {
            "cluster": f"{info.product.value} {info.version}",
            "index": layout.searched,
            "being filled": ", ".join(layout.filled),
            "kept from before": ", ".join(layout.others),
        }
        return EngineState(self.name, found["count"], {name: value for name, value in details.items() if value})


def _insist_on_all(refused: Sequence[str]) -> None:
    if refused:
        raise EngineUnavailable(f"The cluster would not take {len(refused)} documents; the log says why.")


class ElasticRebuild:
    """The next index, which is being filled."""

    def __init__(self, engine: ElasticEngine, index: str) -> None:
        self.engine, self.index = engine, index

    def write(self, documents: Sequence[EngineDocument]) -> None:
        """Keep documents and tombstones in the new index."""
        with errors_of_the_contract():
            refused = write(self.engine.cluster.for_writing(), [self.index], documents)
        _insist_on_all(refused)

    def swap(self) -> None:
        """Search the new index from now on; the one before is kept until the next rebuild."""
        with errors_of_the_contract():
            self.engine.indexes.swap(self.engine.cluster.for_writing(), self.index)

    def abandon(self) -> None:
        """Drop the new index."""
        with errors_of_the_contract():
            client = self.engine.cluster.for_writing()
            client.indices.delete(index=self.index, ignore_unavailable=True)
