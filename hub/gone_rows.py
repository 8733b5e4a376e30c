"""Wagtail's tasks about a row that was saved: by the time they run it may be gone, and nothing is left to do."""

import functools
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import modelsearch.tasks
import wagtail.tasks
from django.apps import apps

logger = logging.getLogger("hub")

# Both take an app's label, a model's name and a key. A replaced picture, a short-lived draft: a member's form writes
# and deletes faster than a worker looks.
_ABOUT_ROWS = ((wagtail.tasks, "update_reference_index_task"), (modelsearch.tasks, "insert_or_update_object_task"))


def _unless_gone(work: Callable[[str, str, str], Any]) -> Callable[[str, str, str], Any]:
    @functools.wraps(work)
    def unless_gone(app_label: str, model_name: str, pk: str) -> Any:
        model: Any = apps.get_model(app_label, model_name)
        try:
            return work(app_label, model_name, pk)
        except model.DoesNotExist:
            if model._base_manager.filter(pk=pk).exists():
                raise
            logger.info("%s.%s %s is gone: nothing to index", app_label, model_name, pk)
            return None

    return unless_gone


def forgive() -> None:
    """Let workers, who find tasks by module and name, find ones that forgive. Doing it twice is harmless."""
    for module, name in _ABOUT_ROWS:
        task = getattr(module, name)
        if not hasattr(task.func, "__wrapped__"):
            setattr(module, name, replace(task, func=_unless_gone(task.func)))
