"""How search is, for ``/readyz``."""

from hub.health import Finding, Health
from search.conf import has_cluster
from search.engines import engine
from search.engines.base import EngineUnavailable, IndexMissing


def search_health() -> Finding:
    """Degraded while the database stands in for the cluster. Asks the cluster, unless it is left alone just now."""
    if not has_cluster():
        return Finding(Health.READY, "The database answers.")
    try:
        engine().state()
    except IndexMissing:
        return Finding(Health.DEGRADED, "The cluster has no index of this version; the database answers.")
    except EngineUnavailable:
        return Finding(Health.DEGRADED, "The cluster does not answer; the database does.")
    return Finding(Health.READY, "The cluster answers.")
