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
        _exchange()


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


def city() -> Any:
    """The city of the demo city member."""
    from hub.demo import DEMO_CITY_MEMBER
    from partners.models import Membership

    return Membership.objects.active().get(user__email=DEMO_CITY_MEMBER.email).city


def open_call() -> Any:
    """The open call that ends last."""
    from django.utils import timezone

    from events.models import Event

    return Event.objects.filter(deadline__gt=timezone.now(), call_opens_at__isnull=True).order_by("deadline").last()


def _exchange() -> None:
    """An answer that is handed in, and two notices that fit each other."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from events.services.answers import AnswerData, begin_answer

    file = SimpleUploadedFile("a plan with a rather long name for a telephone.pdf", b"%PDF-1.4")
    answer = AnswerData("We would like to come.", 0, "en", (file,), hands_in=True)
    begin_answer(event=open_call(), organisation=organisation(), data=answer, begun_by=member())
    _post_notices()


def _post_notices() -> None:
    import datetime as dt

    from django.utils import timezone

    from events.services.notices import NoticeData, post_notice
    from hub.models import Tag
    from partners.models import City

    first, tags = timezone.localdate() + dt.timedelta(days=20), list(Tag.objects.in_use().order_by("pk")[:3])
    for place, kind in ((city(), "visit"), (City.objects.get(title_en="Gwangju"), "host")):
        data = NoticeData(kind, first, first + dt.timedelta(days=60), "", "Six people, three days.", tags)
        post_notice(city=place, data=data, posted_by=member())


def _exchange_examples() -> dict[str, Any]:
    from events.models import Answer, Notice

    answer, notice = Answer.objects.get(begun_by=member()), Notice.objects.get(city=city())
    call = {"uid": answer.event.uid}
    return {
        "portal:answer": {"uid": answer.uid},
        "portal:answer_call": call,
        "portal:host_answer": {"uid": answer.uid},
        "portal:host_answers": call,
        "portal:notice": {"uid": notice.uid},
    }


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
    return _exchange_examples() | {
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
        **_visits(),
    }


def _visits() -> dict[str, Any]:
    """Delegations of the demo city: one that comes, one that came."""
    from events.delegation_links import delegation_link
    from events.models import Delegation

    own = Delegation.objects.of_cities([city()])
    coming = own.active().filter(recorded_at__isnull=True).order_by("pk").first()
    came = own.filter(recorded_at__isnull=False).order_by("pk").first()
    link = {"token": delegation_link(coming, "en").split("/")[-2]}
    return {
        "visits:link_pack_html": link,
        "visits:pack_html": {"uid": coming.uid},
        "visits:register": {"uid": coming.event.uid},
        "visits:delegation": {"uid": coming.uid},
        "visits:delegations": {"uid": coming.event.uid},
        "visits:came": {"uid": came.uid},
        "visits:by_link": link,
    }
