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
from partners.services.moderating import accept_proposal, assign_proposal, decline_proposal, send_back_proposal
from partners.services.proposal_steps import ProposalRefusedError
from partners.services.proposals import (
    DraftData,
    StaleDraftError,
    reopen_proposal,
    save_draft,
    start_proposal,
    withdraw_proposal,
)
from partners.services.submitting import RecordMovedError, submit_proposal

__all__ = [
    "DraftData",
    "ImportRefusedError",
    "ImportResult",
    "ImportRowError",
    "JoinData",
    "JoinRefusedError",
    "MemberRefusedError",
    "ProposalRefusedError",
    "RecordMovedError",
    "StaleDraftError",
    "accept_invitation",
    "accept_join_request",
    "accept_proposal",
    "ask_to_join",
    "assign_proposal",
    "change_role",
    "decline_join_request",
    "decline_proposal",
    "end_membership",
    "import_partners",
    "invite",
    "join",
    "reopen_proposal",
    "save_draft",
    "send_back_proposal",
    "start_proposal",
    "submit_proposal",
    "withdraw_invitation",
    "withdraw_join_request",
    "withdraw_proposal",
]
