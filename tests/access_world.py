"""The world in which the access matrix is tried: two partners, a city, their people, A's records in every state."""

import datetime as dt
import re
import uuid
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from wagtail.users.models import UserProfile

from events.delegation_links import delegation_link
from events.models import EventPartner
from events.reporting.models import (
    Activity,
    Duty,
    DutyCalendar,
    Evidence,
    Obligation,
    ReportSection,
    ReportTemplate,
)
from events.reporting.periods import period_of
from events.reporting.writing.services import begin_report, comment
from events.services import register_delegation
from events.services.answers import AnswerData, begin_answer
from events.services.notices import NoticeData, post_notice
from events.tests.factories import EventFactory, a_delegation_of
from hub.access_rows import Actor
from hub.contacts import consent_link, name_contact
from hub.proposals import kind_of
from hub.role_sync import sync_roles
from hub.roles import role
from hub.tests.factories import UserFactory
from partners.models import City, Partner, ProjectPartner
from partners.portal.proposals_drafts import checked_form, content_of_record, first_content
from partners.services import (
    DraftData,
    JoinData,
    ask_to_join,
    invite,
    save_draft,
    start_proposal,
    submit_proposal,
    withdraw_proposal,
)
from partners.services.members import invitation_link
from partners.tests.factories import CityFactory, MembershipFactory, PartnerFactory, ProjectFactory

STAFF_ROLES = {
    Actor.COMMUNICATIONS: "communications",
    Actor.FOCAL_POINT: "focal_point",
    Actor.ADMINISTRATOR: "administrator",
}
STATES = ("live", "draft", "submitted", "withdrawn")


@dataclass
class World:
    """Who and what there is; ``clients`` has one signed-in browser for each actor."""

    partner: Partner
    other: Partner
    city: City
    clients: dict = field(default_factory=dict)
    users: dict = field(default_factory=dict)
    projects: dict = field(default_factory=dict)


def build_world():
    """Everything that rows of the matrix are about."""
    sync_roles()
    world = World(PartnerFactory(title_en="Alpha"), PartnerFactory(title_en="Beta"), CityFactory(title_en="Gamma"))
    _people(world)
    for state in STATES:
        world.projects[state] = _project(world, state)
    return world


def _people(world):
    places = {
        Actor.MEMBER: {"partner": world.partner, "role": "editor"},
        Actor.FORMER: {"partner": world.partner, "ended_at": timezone.now()},
        Actor.OWNER: {"partner": world.partner},
        Actor.OTHER: {"partner": world.other},
        Actor.CITY: {"city": world.city},
    }
    for actor in Actor:
        client = world.clients[actor] = Client(raise_request_exception=False)
        if actor is Actor.VISITOR:
            continue
        user = world.users[actor] = UserFactory(username=actor.name.lower())
        UserProfile.objects.create(user=user, preferred_language="en")
        if actor in STAFF_ROLES:
            user.groups.add(Group.objects.get(name=role(STAFF_ROLES[actor]).group))
        else:
            MembershipFactory(user=user, **places[actor])
        client.force_login(user)


def _project(world, state):
    """A project that A leads: never published, handed in, published, or published and withdrawn."""
    project = ProjectFactory(title_en=f"Project {state}", live=state == "live")
    ProjectPartner.objects.create(project=project, partner=world.partner, role="lead")
    if state == "submitted":
        project.save_revision()
        project.get_default_workflow().start(project, world.users[Actor.OWNER])
    if state == "withdrawn":
        type(project).objects.filter(pk=project.pk).update(first_published_at=timezone.now())
    else:
        type(project).objects.filter(pk=project.pk).update(
            first_published_at=timezone.now() if state == "live" else None
        )
    return project


def _organisations(world):
    unpublished = PartnerFactory(title_en="Alpha too", live=False)
    for actor in (Actor.MEMBER, Actor.OWNER):
        MembershipFactory(
            user=world.users[actor], partner=unpublished, role="editor" if actor is Actor.MEMBER else "owner"
        )
    for found in (world.partner, unpublished):
        MembershipFactory(partner=found)  # another owner, so that leaving is possible
        yield {"kind": "partner", "uid": found.uid}


def _members(world):
    for kwargs in _organisations(world):
        found = Partner.objects.get(uid=kwargs["uid"])
        yield kwargs | {"pk": MembershipFactory(partner=found, role="editor").pk}


def _invitations(world):
    for kwargs in _organisations(world):
        found = Partner.objects.get(uid=kwargs["uid"])
        made = invite(organisation=found, email="i@example.org", role="editor", by=world.users[Actor.OWNER])
        yield kwargs | {"pk": made.pk}


def _records(world):
    yield {"kind": "partner", "uid": world.partner.uid}
    for project in world.projects.values():
        yield {"kind": "project", "uid": project.uid}


def _contacts(world):
    found = [world.partner, *world.projects.values()]
    for record in found:
        person = name_contact(
            record=record, name="N", job="", email="n@example.org", phone="", named_by=world.users[Actor.OWNER]
        )
        yield {"kind": record._meta.model_name, "uid": record.uid, "pk": person.pk}


def _join_requests(world):
    data = JoinData(form_key=uuid.uuid4(), kind="new_partner", title="New", sector="business")
    yield {"uid": ask_to_join(data, user=world.users[Actor.OWNER]).uid}


def _public_organisation(world):
    yield {"kind": "partner", "uid": world.other.uid}


def _invitation_links(world):
    made = invite(organisation=world.partner, email="l@example.org", role="editor", by=world.users[Actor.OWNER])
    yield {"token": invitation_link(made, "en").split("/")[-2]}


def _consent_links(world):
    person = name_contact(
        record=world.partner, name="N", job="", email="l@example.org", phone="", named_by=world.users[Actor.OWNER]
    )
    yield {"token": consent_link(person, "en").split("/")[-2]}


def _proposals(world):
    """A's proposals in every state, one of them about A itself, which is live."""
    owner, kind = world.users[Actor.OWNER], kind_of("project")
    with override("en"):
        for state in ("draft", "submitted", "withdrawn", "live"):
            record = world.partner if state == "live" else None
            found_kind = kind_of("partner") if record else kind
            content = content_of_record(found_kind, record, []) if record else first_content(kind, world.partner)
            made = start_proposal(
                kind=found_kind, organisation=world.partner, record=record, content=content, started_by=owner
            )
            draft = DraftData(content | {"title_en": [f"Proposal {state}"]}, f"Proposal {state}", made.version)
            made = save_draft(made, draft, saved_by=owner)
            if state in ("submitted", "withdrawn"):
                form = checked_form(made, made.content, owner)
                assert form.is_valid()
                made = submit_proposal(made, form.to_data(), form.picture_texts(), submitted_by=owner)
            if state == "withdrawn":
                made = withdraw_proposal(made, withdrawn_by=owner)
            yield {"uid": made.uid, "language": "en"}


def _activity(world, state="draft"):
    """One of A's activities, its number that of its evidence, which has a file and a copy."""
    made = Activity.objects.create(title_en=state, start_date="2026-05-01", for_partner=world.partner, state=state)
    file = ContentFile(b"proof", name="proof.txt")
    copy = ContentFile(b"copy", name="copy.txt")
    piece = Evidence(pk=made.pk, activity=made, kind="file", title="Proof", file=file, local_copy=copy)
    piece.save()
    return {"uid": made.uid, "pk": made.pk}


def _activities(world):
    for state in ("draft", "sent_back"):
        yield _activity(world, state)


def _evidence(world):
    yield _activity(world)


def _duties(world):
    values = {"key": "duty", "title_da": "Pligt", "title_en": "Duty", "first_due": timezone.localdate()}
    obligation = Obligation.objects.create(**values)
    days = {"due_on": obligation.first_due, "first_day": obligation.first_due, "last_day": obligation.first_due}
    yield {"pk": Duty.objects.create(obligation=obligation, **days).pk}


def _duty_calendars(world):
    yield {"token": DutyCalendar.objects.create(user=world.users[Actor.FOCAL_POINT]).token}


def _people_with_accounts(world):
    for actor in (Actor.OWNER, Actor.COMMUNICATIONS):
        yield {"pk": world.users[actor].pk}


def _own_event(world):
    """An event that A organises, in a month's time."""
    event = EventFactory(start_date=timezone.localdate() + dt.timedelta(days=30))
    EventPartner.objects.create(event=event, partner=world.partner, role="organiser")
    return event


def _events(world):
    yield {"uid": _own_event(world).uid}


def _delegation(world):
    """The city's delegation to A's event."""
    data = a_delegation_of(2, contact_email="l@example.org")
    return register_delegation(data, event=_own_event(world), city=world.city, registered_by=world.users[Actor.CITY])


def _delegations(world):
    yield {"uid": _delegation(world).uid}


def _delegation_links(world):
    yield {"token": delegation_link(_delegation(world), "en").split("/")[-2]}


def _call(world):
    """An open call that the city hosts."""
    deadline = timezone.now() + dt.timedelta(days=7)
    return EventFactory(title_en="Open call", city=world.city, start_date=None, deadline=deadline)


def _open_calls(world):
    yield {"uid": _call(world).uid}


def _answer(world):
    """A's answer to the city's call, handed in with a file."""
    file = SimpleUploadedFile("plan.pdf", b"%PDF-1.4")
    data = AnswerData("We come.", 0, "en", (file,), hands_in=True)
    return begin_answer(event=_call(world), organisation=world.partner, data=data, begun_by=world.users[Actor.OWNER])[0]


def _answers(world):
    yield {"uid": _answer(world).uid}


def _notices(world):
    today = timezone.localdate()
    data = NoticeData("host", today, today, "", "Come!", ())
    yield {"uid": post_notice(city=world.city, data=data, posted_by=world.users[Actor.CITY]).uid}


def _answer_files(world):
    answer = _answer(world)
    yield {"uid": answer.uid, "file": answer.files.get().uid}


def _reports(world):
    form = ReportTemplate.objects.create(key=f"form-{uuid.uuid4().hex}", title_da="Rapport", title_en="Report")
    section = ReportSection.objects.create(template=form, key="summary", title_da="Resumé", title_en="Summary")
    report = begin_report(template=form, period=period_of("2024"), language="en")
    remark = comment(report=report, section=section, body="?", user=world.users[Actor.FOCAL_POINT])
    return [{"pk": report.pk, "key": "summary", "form": "json", "comment_pk": remark.pk}]


# What a row is about → the arguments of its address, one set for each thing and state that is tried.
SUBJECTS = {
    "organisation": _organisations,
    "member": _members,
    "invitation": _invitations,
    "record": _records,
    "contact": _contacts,
    "own join request": _join_requests,
    "proposal": _proposals,
    "public organisation": _public_organisation,
    "invitation link": _invitation_links,
    "consent link": _consent_links,
    "event to visit": _events,
    "own event": _events,
    "delegation": _delegations,
    "delegation link": _delegation_links,
    "person": _people_with_accounts,
    "open call": _open_calls,
    "hosted call": _open_calls,
    "answer": _answers,
    "notice": _notices,
    "file of an answer": _answer_files,
    "activity": _activities,
    "evidence": _evidence,
    "duty": _duties,
    "report": _reports,
    "duty calendar": _duty_calendars,
}


def forged(kwargs):
    """The same arguments with keys that nothing has, and signatures that nobody made."""
    fakes = {"uid": uuid.uuid4(), "pk": 999_999, "token": f"{kwargs.get('token', '')}x"}
    return {name: fakes.get(name, value) for name, value in kwargs.items()}


def path_of(address, kwargs, world):
    """An address with its arguments filled in; what ``kwargs`` does not name gets a sample of its kind."""
    samples = {"int": world.partner.pk, "uuid": world.partner.uid, "slug": world.partner.slug, "record": "partner"}
    samples["organisation"] = "partner"

    def fill(match):
        kind, _, name = match[1].rpartition(":")
        is_key = name in ("pk", "object_id")
        return str(kwargs.get(name, samples.get(kind, world.partner.pk if is_key else "x")))

    route = re.sub(r"<([^<>]+)>", fill, _without_patterns(address.route.replace("<language>", "en"), world))
    return f"/{route}"


def _without_patterns(route, world):
    """A route in which regular expressions have become what they match."""
    route = re.sub(r"\(\?P<\w+>([^()]+)\)", r"(\1)", route).replace("\\.", ".")

    def fill(match):
        first = match[1].split("|")[0]
        return first if re.fullmatch(r"[\w.]+", first) else str(world.partner.pk)

    while (filled := re.sub(r"\((?:\?:)?([^()]*)\)[*+]?", fill, route)) != route:
        route = filled
    return route


def let_in(answer, path):
    """Whether an answer is more than “not for you” or “not here”."""
    if answer.status_code in (401, 403, 404, 405, 410):
        return False
    target = answer.headers.get("Location", "")
    if target.startswith(("/account/login/", "/admin/login/")):
        return False
    # Django leads what it does not find below the language, where it is not found either.
    is_missing = target.startswith(("/da/admin/", "/en/admin/", "/da/account/", "/en/account/"))
    return not is_missing and not (path.startswith("/admin/") and target == "/admin/" and path != "/admin/")


def leads_in_a_circle(answer, path):
    """Whether an answer sends to the sign-in and back again; nobody who is signed in may get it."""
    parts = urlsplit(answer.headers.get("Location", ""))
    return parts.path == "/account/login/" and parse_qs(parts.query).get("next") == [path]


def try_address(client, method, path):
    """One request of which nothing remains."""
    with transaction.atomic():
        session = client.cookies.get("sessionid")
        answer = getattr(client, method)(path)
        transaction.set_rollback(True)
    if session is not None:
        client.cookies["sessionid"] = session.value
    return answer
