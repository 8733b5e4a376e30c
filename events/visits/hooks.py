"""The place of delegations in the admin: their listing, and how acts read in the history of their event."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from events.visits.viewsets import DelegationViewSet

ACTS = {
    "registered": (_("Register a delegation"), _("%(city)s registered a delegation")),
    "changed": (_("Change a delegation"), _("The delegation of %(city)s was changed")),
    "cancelled": (_("Cancel a delegation"), _("The delegation of %(city)s was cancelled")),
    "promoted": (_("Give places to a delegation"), _("The delegation of %(city)s got its places")),
    "recorded": (_("Record who came"), _("It was recorded who came from %(city)s")),
}


def _formatter(sentence: Any) -> type[LogFormatter]:
    class Formatter(LogFormatter):
        def format_message(self, log_entry: Any) -> str:
            return str(sentence) % {"city": log_entry.data.get("city", "")}

    return Formatter


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Acts are told with the city alone."""
    for act, (label, sentence) in ACTS.items():
        formatter = _formatter(sentence)
        formatter.label = label
        actions.register_action(f"events.delegation_{act}")(formatter)


@hooks.register("register_admin_viewset")
def delegations_viewset() -> DelegationViewSet:
    """Every delegation, for staff."""
    return DelegationViewSet()
