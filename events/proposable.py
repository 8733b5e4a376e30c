"""What members may hand in of events: exchange events and open calls."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.completeness import Benefit
from hub.proposals import ProposableType, register
from partners.proposable import SHARED

CALL_KEY = "open_call"


def _is_call(event: Any) -> bool:
    return bool(event.kind and event.kind.key == CALL_KEY)


def register_all() -> None:
    """Register what this app lets members hand in."""
    register(
        ProposableType(
            key="event",
            model="events.Event",
            form="events.proposal_forms.EventForm",
            title=_("Event"),
            invitation=_("Announce an event"),
            order=40,
            is_meant=lambda event: not _is_call(event),
            benefits=(
                Benefit(("start_date",), _("In the calendar and in other cities’ feeds: add the first day.")),
                Benefit(("host_city",), _("On the city’s page: add the host city.")),
                Benefit(("partners",), _("On your partners’ pages: name them.")),
                *SHARED,
            ),
        )
    )
    register(
        ProposableType(
            key="call",
            model="events.Event",
            form="events.proposal_forms.CallForm",
            title=_("Open call"),
            invitation=_("Publish an open call"),
            order=50,
            is_meant=_is_call,
            benefits=(
                Benefit(("deadline",), _("Among the open calls until its last hour: add the deadline.")),
                Benefit(("website",), _("Answered: add the address where one applies.")),
                *SHARED,
            ),
        )
    )
