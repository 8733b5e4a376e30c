"""What is done after the transaction, by the task worker: only keys are queued."""

from django_tasks import task

from search.indexing import sync


@task()
def sync_keys(keys: list[str]) -> int:
    """Bring the entries of ``keys`` into the engine; gives how many things were sent."""
    return sync(keys)
