"""Delegations in the portal and behind the mailed link: who gets in, what is refused, what stays in the form."""

import csv
import datetime as dt
import io
import uuid

import pytest
from django.core import signing
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from events.choices import OrganiserRole
from events.delegation_links import SALT, delegation_link
from events.models import Delegation, DelegationName, Event, EventCity, EventPartner
from events.services import cancel_delegation, change_delegation, record_came, register_delegation
from events.tests.factories import EventFactory, a_delegation_of
from partners.tests.factories import CityFactory, MembershipFactory, PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limits(settings):
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.fixture
def event(site):
    return EventFactory(title_en="Study days", start_date=timezone.localdate() + dt.timedelta(days=30), capacity=10)


@pytest.fixture
def visit(event, city_c):
    return register_delegation(a_delegation_of(3), event=event, city=city_c, registered_by=None)


def client_of(**place):
    client = Client()
    client.force_login(MembershipFactory(**place).user)
    return client


def form_page(event):
    return f"/en/portal/events/{event.uid}/delegations/new/"


def own_page(visit):
    return f"/en/portal/delegations/{visit.uid}/"


def host_page(event):
    return f"/en/portal/events/{event.uid}/delegations/"


def path_of_link(visit):
    return "/" + delegation_link(visit, "en").split("/", 3)[3]


def filled(people=2, **values):
    role = a_delegation_of(people).people[0][0]
    defaults = {"contact_name": "Ane", "contact_email": "ane@example.org", "language": "en", "agreed": "on"}
    return {f"role-{role}": people} | defaults | values


def test_a_visitor_finds_the_form_on_the_events_page_and_is_led_to_sign_in(client, event):
    assert form_page(event) in client.get(event.get_url("en")).content.decode()
    answer = client.get(form_page(event))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")
    Event.objects.filter(pk=event.pk).update(status="cancelled")
    assert form_page(event) not in client.get(event.get_url("en")).content.decode()


def test_every_role_of_a_citys_member_registers(event, city_c):
    for role in ("owner", "editor"):
        answer = client_of(city=city_c, role=role).post(form_page(event), filled())
        assert answer.status_code == 302
    assert Delegation.objects.of_cities([city_c]).count() == 2


def test_members_of_partners_and_former_members_register_nothing(event, city_c, owner_client):
    former = client_of(city=city_c, ended_at=timezone.now())
    for client in (owner_client, former):
        assert "Find your city" in client.get(form_page(event)).content.decode()
        assert client.post(form_page(event), filled()).status_code == 403
    assert Delegation.objects.count() == 0


def test_a_form_that_is_sent_twice_registers_once(event, city_member_client):
    data = filled(form_key=str(uuid.uuid4()))
    first, second = (city_member_client.post(form_page(event), data) for _twice in range(2))
    assert first["Location"] == second["Location"]
    assert Delegation.objects.count() == 1


def test_a_forms_key_that_names_somebody_elses_delegation_gives_a_new_one(event, visit):
    stranger = client_of(city=CityFactory())
    answer = stranger.post(form_page(event), filled(form_key=str(visit.uid)))
    assert str(visit.uid) not in answer["Location"]
    assert Delegation.objects.count() == 2


def test_a_member_registers_for_no_city_but_their_own(event, city_c, city_member_client):
    other = CityFactory()
    city_member_client.post(form_page(event), filled(city=str(other.uid)))
    assert Delegation.objects.get().city == city_c
    MembershipFactory(city=CityFactory(), user=city_c.memberships.get().user)
    answer = city_member_client.post(form_page(event), filled(city=str(other.uid)))
    assert answer.status_code == 422


def test_staff_register_the_hubs_own_journeys(event, communications_client):
    own = CityFactory(title_en="Viborg", title_da="Viborg", slug="viborg")
    CityFactory(title_en="Aalborg", title_da="Aalborg")
    page = communications_client.get(form_page(event)).content.decode()
    assert page.index("Viborg</option>") < page.index("Aalborg</option>")
    communications_client.post(form_page(event), filled(city=str(own.uid)))
    assert Delegation.objects.get().city == own


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"contact_email": "no address"}, "valid email"),
        ({"contact_email": "a@example.org\nBcc: b@example.org"}, "valid email"),
        ({"contact_name": "Ane\u202egro"}, "invisible"),
        ({"agreed": ""}, "could not reach"),
        ({"arrives_on": "2027-13-45"}, "valid date"),
        ({"arrives_on": "0001-01-01"}, "more than a year"),
        ({"arrives_on": "2027-05-20", "leaves_on": "2027-05-19"}, "before the arrival"),
        ({"arrives_at": "12:00"}, "needs its day"),
        ({"names": "Bo\nBente\nBirgit\nBodil", "names_agreed": "on"}, "more names than people"),
        ({"names": "Bo"}, "those who agree"),
        ({"names": "x" * 121, "names_agreed": "on"}, "120"),
        ({"language": "xx"}, "valid choice"),
        ({"needs": "n" * 1001}, "1000"),
        ({"travel": "SK 123\x00"}, "Null characters"),
    ],
    ids=str,
)
def test_bad_input_is_told_at_the_form_and_nothing_typed_is_lost(event, city_member_client, values, message):
    answer = city_member_client.post(form_page(event), filled() | {"needs": "A ramp"} | values)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert values.get("needs", "A ramp") in page
    assert Delegation.objects.count() == 0


@pytest.mark.parametrize("number", ["-1", "501", "1e9", "４２x", "9" * 400])
def test_numbers_that_are_none_are_refused(event, city_member_client, number):
    answer = city_member_client.post(form_page(event), filled(people=number))
    assert answer.status_code == 422
    assert Delegation.objects.count() == 0


def test_nobody_at_all_and_too_many_are_refused(event, city_member_client):
    assert "at least one role" in city_member_client.post(form_page(event), filled(0)).content.decode()
    assert "room for 10 people" in city_member_client.post(form_page(event), filled(11)).content.decode()


def test_hostile_texts_are_shown_as_texts(event, city_c, city_member_client, communications_client):
    script = "<script>alert(1)</script>"
    city_member_client.post(form_page(event), filled(contact_name=script, needs=script, travel=script))
    visit = Delegation.objects.get()
    for client, path in ((city_member_client, own_page(visit)), (communications_client, host_page(event))):
        page = client.get(path).content.decode()
        assert script not in page
        assert "&lt;script&gt;" in page


def test_nobody_else_sees_changes_or_records_a_citys_delegation(
    visit, event, owner_client, other_member_client, plain_client, former_member_client
):
    elsewhere = client_of(city=CityFactory())
    former = client_of(city=visit.city, ended_at=timezone.now())
    for client in (elsewhere, former, owner_client, other_member_client, plain_client, former_member_client):
        for path in (own_page(visit), f"{own_page(visit)}came/", host_page(event), f"{host_page(event)}data.csv"):
            assert client.get(path).status_code == 404
            assert client.post(path, {"act": "cancel"}).status_code in (404, 405)
    visit.refresh_from_db()
    assert visit.is_active


def test_the_sending_city_is_no_host_and_the_host_no_sender(visit, event, city_member_client):
    host = PartnerFactory()
    EventPartner.objects.create(event=event, partner=host, role=OrganiserRole.ORGANISER)
    of_host = client_of(partner=host)
    assert city_member_client.get(own_page(visit)).status_code == 200
    assert city_member_client.get(f"{own_page(visit)}came/").status_code == 404
    assert of_host.get(host_page(event)).status_code == 200
    assert of_host.get(own_page(visit)).status_code == 404


@pytest.mark.parametrize("who", ["organiser", "co_organiser", "lead", "host city"])
def test_whoever_answers_for_the_event_sees_its_delegations(visit, event, who):
    partner, city = PartnerFactory(), CityFactory()
    if who == "lead":
        EventCity.objects.create(event=event, city=city, role=who)
    elif who == "host city":
        Event.objects.filter(pk=event.pk).update(city=city)
    else:
        EventPartner.objects.create(event=event, partner=partner, role=who)
    client = client_of(partner=partner) if "organiser" in who else client_of(city=city)
    page = client.get(host_page(event)).content.decode()
    assert "3 people registered" in page
    assert "7 places left" in page


@pytest.mark.parametrize("role", ["speaker", "funder"])
def test_who_only_contributes_does_not(visit, event, role):
    partner = PartnerFactory()
    EventPartner.objects.create(event=event, partner=partner, role=role)
    assert client_of(partner=partner).get(host_page(event)).status_code == 404


def test_the_link_changes_without_signing_in_and_looking_changes_nothing(client, visit):
    path = path_of_link(visit)
    for method in (client.get, client.head):
        assert method(path).status_code == 200
    visit.refresh_from_db()
    assert (visit.state, visit.sequence) == ("registered", 0)
    assert client.post(path, filled(2, names="Bo\nBente", names_agreed="on")).status_code == 302
    assert Delegation.objects.with_size().get().size == 2
    assert client.put(path).status_code == 405


def test_forged_links_and_links_for_other_things_lead_nowhere(client, visit):
    others = [
        signing.dumps(visit.link_key.hex, salt="other"),
        signing.dumps(str(visit.uid), salt=SALT),
        signing.dumps({"key": 1}, salt=SALT),
        "x",
        path_of_link(visit).split("/")[-2] + "x",
    ]
    for token in others:
        assert client.get(f"/en/portal/visits/{token}/").status_code == 404
        assert client.post(f"/en/portal/visits/{token}/", {"act": "cancel"}).status_code == 404
    visit.refresh_from_db()
    assert visit.is_active


def test_a_changed_address_ends_the_old_link(client, visit, mailoutbox, django_capture_on_commit_callbacks):
    path = path_of_link(visit)
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(path, filled(2, contact_email="new@example.org")).content.decode()
    assert "new link" in page
    assert client.get(path).status_code == 404
    assert mailoutbox[-1].to == ["new@example.org"]
    visit.refresh_from_db()
    assert path_of_link(visit) in mailoutbox[-1].body
    assert client.get(path_of_link(visit)).status_code == 200


def test_the_link_ends_with_the_visit(client, visit, event):
    past = timezone.localdate() - dt.timedelta(days=1)
    Event.objects.filter(pk=event.pk).update(start_date=past, last_date=past)
    assert client.get(path_of_link(visit)).status_code == 410
    assert client.post(path_of_link(visit), {"act": "cancel"}).status_code == 410
    visit.refresh_from_db()
    assert visit.is_active


def test_a_cancelled_delegation_is_shown_and_can_not_be_changed(client, visit, city_member_client):
    cancel_delegation(visit, cancelled_by=None)
    assert "Cancelled" in client.get(path_of_link(visit)).content.decode()
    answer = city_member_client.post(own_page(visit), filled(1))
    assert answer.status_code == 200
    visit.refresh_from_db()
    assert visit.state == "cancelled"


def test_the_exports_hold_what_the_list_holds_and_no_cell_runs(event, communications_client):
    city = CityFactory(title_en="=HYPERLINK(1)", title_da="=HYPERLINK(1)")
    data = a_delegation_of(2, contact_name="+1", needs="-2\nramp", travel="@x", names=("=cmd|x", "Bo"))
    register_delegation(data, event=event, city=city, registered_by=None)
    text = communications_client.get(f"{host_page(event)}data.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) == 2
    assert "'=HYPERLINK(1)" in rows[1]
    book = load_workbook(io.BytesIO(communications_client.get(f"{host_page(event)}data.xlsx").content))
    cells = [str(cell.value) for row in book.active.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)
    for found in (rows[1], cells):
        assert not [cell for cell in found if cell.startswith(("=", "+", "-", "@"))]
        assert "'+1" in found


def test_who_came_can_be_recorded_from_the_first_day_on_and_corrected(visit, event, communications_client):
    role, path = visit.people.get().role_id, f"{own_page(visit)}came/"
    assert communications_client.post(path, {f"role-{role}": 1}).status_code == 422
    today = timezone.localdate()
    Event.objects.filter(pk=event.pk).update(start_date=today, last_date=today)
    for count in (3, 0, 2):
        assert communications_client.post(path, {f"role-{role}": count}).status_code == 302
        assert visit.people.get().came == count
    assert communications_client.post(path, {f"role-{role}": -1}).status_code == 422
    assert "came: 2" in communications_client.get(host_page(event)).content.decode()


def test_pages_take_as_many_queries_for_twelve_delegations_as_for_two(event, communications_client, city_member_client):
    Event.objects.filter(pk=event.pk).update(capacity=None)
    counts = []
    for number in range(12):
        data = a_delegation_of(2, names=("Bo", "Bente"))
        fresh = Event.objects.get(pk=event.pk)
        register_delegation(data, event=fresh, city=CityFactory(), registered_by=None)
        if number in (1, 11):
            for client, path in (
                (communications_client, host_page(event)),
                (communications_client, f"{host_page(event)}data.csv"),
                (communications_client, "/admin/delegations/"),
                (city_member_client, form_page(event)),
                (city_member_client, "/en/portal/"),
            ):
                client.get(path)
                with CaptureQueriesContext(connection) as asked:
                    assert client.get(path).status_code == 200
                counts.append(len(asked))
    assert all(later <= first for first, later in zip(counts[:5], counts[5:], strict=True))
    assert max(counts) <= 20


def test_names_need_consent_in_the_database_too(visit):
    with pytest.raises(IntegrityError), transaction.atomic():
        DelegationName.objects.create(delegation=visit, name="Bo", consented_at=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.filter(pk=visit.pk).update(consented_at=None)


def test_a_change_keeps_what_was_recorded(visit, event):
    today = timezone.localdate()
    Event.objects.filter(pk=event.pk).update(start_date=today, last_date=today)
    role = visit.people.get().role_id
    record_came(visit, {role: 2}, recorded_by=None)
    change_delegation(visit, a_delegation_of(1), changed_by=None)
    row = visit.people.get()
    assert (row.registered, row.came) == (1, 2)
