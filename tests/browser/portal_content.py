"""What the demo member has in the portal, so that every page of theirs is walked."""

from typing import Any

CONTACT, COLLEAGUE = "mia@example.org", "a.colleague.with.a.long.address@example.org"


def member() -> Any:
    """The demo member."""
    from hub.demo import DEMO_MEMBER
    from hub.models import User

    return User.objects.get(email=DEMO_MEMBER.email)


def organisation() -> Any:
    """The partner that the demo member answers for."""
    from partners.models import Membership

    return Membership.objects.active().get(user=member()).partner


def add() -> None:
    """A proposal that is half written, a colleague who is invited, a contact person who is asked."""
    from django.utils.translation import override

    with override("en"):
        _begin_a_proposal()
        _ask_people()


def _begin_a_proposal() -> None:
    from hub.proposals import kind_of
    from partners.portal.proposals_drafts import first_content
    from partners.services import DraftData, save_draft, start_proposal

    kind = kind_of("project")
    content = first_content(kind, organisation())
    begun = start_proposal(kind=kind, organisation=organisation(), record=None, content=content, started_by=member())
    title = "A project with a title that is rather long for a telephone"
    save_draft(begun, DraftData(content | {"title_en": [title]}, title, begun.version), saved_by=member())


def _ask_people() -> None:
    from hub.contacts import name_contact
    from partners.services import invite

    asked = {"name": "Mia Lund", "job": "Producer", "email": CONTACT, "phone": "+45 12 34 56 78"}
    invite(organisation=organisation(), email=COLLEAGUE, role="editor", by=member())
    name_contact(record=organisation(), named_by=member(), **asked)


def examples() -> dict[str, Any]:
    """Arguments of the views that show one of these things; none where only the sample content is."""
    from hub.contacts import consent_link
    from hub.models import ContactPerson
    from partners.models import Invitation, Membership, Partner, Proposal
    from partners.services.members import invitation_link

    if not Invitation.objects.filter(email=COLLEAGUE).exists():
        return {}
    own = {"kind": "partner", "uid": organisation().uid}
    other = Partner.objects.public("en").exclude(pk=organisation().pk).order_by("pk").first()
    proposal = Proposal.objects.get(proposed_by=member())
    consent = consent_link(ContactPerson.objects.get(email=CONTACT), "en")
    invitation = invitation_link(Invitation.objects.get(email=COLLEAGUE), "en")
    return {
        "account_reset_password_from_key": {"uidb36": "1", "key": "used-already"},
        "hub:contact_consent": {"token": consent.split("/")[-2]},
        "hub:suggest_correction": {"type_key": "partner", "uid": other.uid},
        "portal:contacts": own,
        "portal:invitation": {"token": invitation.split("/")[-2]},
        "portal:join_claim": {"kind": "partner", "uid": other.uid},
        "portal:member_remove": own | {"pk": Membership.objects.active().get(user=member()).pk},
        "portal:members": own,
        "portal:preview": {"uid": proposal.uid},
        "portal:proposal": {"uid": proposal.uid},
    }
