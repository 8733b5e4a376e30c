"""Drafts that are set aside: nobody will publish them, so lists and choosers of the admin leave them out.

Apps say in ``ready()`` which: ``partners`` the drafts of new proposals that were declined or withdrawn.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from django.db.models import Q, QuerySet

# Given a model of records, the condition under which one of its rows is set aside.
Question: TypeAlias = Callable[[type[Any]], Q]

_questions: list[Question] = []


def register_set_aside(question: Question) -> None:
    """Add a reason for which drafts are set aside."""
    _questions.append(question)


def set_aside(records: QuerySet[Any]) -> QuerySet[Any]:
    """Keep what is set aside."""
    asked = [question(records.model) for question in _questions]
    return records.filter(Q(*asked, _connector=Q.OR)) if asked else records.none()


def in_use(records: QuerySet[Any]) -> QuerySet[Any]:
    """Leave out what is set aside; by number, since the search of the admin takes no subqueries."""
    keys = list(set_aside(records.model._base_manager.all()).values_list("pk", flat=True))
    return records.exclude(pk__in=keys) if keys else records


def is_set_aside(record: Any) -> bool:
    """Whether ``record`` is a draft that nobody will publish."""
    return set_aside(type(record)._base_manager.filter(pk=record.pk)).exists()
