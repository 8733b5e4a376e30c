"""Everything that writes partners, cities, projects and what members hand in."""

from partners.services.imports import ImportRefusedError, ImportResult, ImportRowError, import_partners
from partners.services.joining import (
    JoinData,
    JoinRefusedError,
    accept_join_request,
    ask_to_join,
    decline_join_request,
    withdraw_join_request,
)
from partners.services.members import (
    MemberRefusedError,
    accept_invitation,
    change_role,
    end_membership,
    invite,
    join,
    withdraw_invitation,
)

__all__ = [
    "ImportRefusedError",
    "ImportResult",
    "ImportRowError",
    "JoinData",
    "JoinRefusedError",
    "MemberRefusedError",
    "accept_invitation",
    "accept_join_request",
    "ask_to_join",
    "change_role",
    "decline_join_request",
    "end_membership",
    "import_partners",
    "invite",
    "join",
    "withdraw_invitation",
    "withdraw_join_request",
]
