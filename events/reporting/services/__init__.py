"""Everything that writes at the reporting desk."""

from events.reporting.services.activities import (
    ActivityRefusedError,
    accept_activity,
    accept_many,
    delete_activity,
    hand_in,
    send_back,
    use_activities,
)
from events.reporting.services.prefilling import Prefilled, prefilled_from

__all__ = [
    "ActivityRefusedError",
    "Prefilled",
    "accept_activity",
    "accept_many",
    "delete_activity",
    "hand_in",
    "prefilled_from",
    "send_back",
    "use_activities",
]
