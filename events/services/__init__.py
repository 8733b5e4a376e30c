"""Everything that writes delegations."""

from events.services.delegation_data import DelegationData, DelegationRefusedError
from events.services.delegations import (
    cancel_delegation,
    change_delegation,
    promote_waiting,
    record_came,
    register_delegation,
    register_past_delegation,
)

__all__ = [
    "DelegationData",
    "DelegationRefusedError",
    "cancel_delegation",
    "change_delegation",
    "promote_waiting",
    "record_came",
    "register_delegation",
    "register_past_delegation",
]
