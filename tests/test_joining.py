"""Getting in: registering, claiming, look-alikes, and the moderators' decision."""

import uuid

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import ModelLogEntry

from partners.join_desk import domain_hint
from partners.models import City, JoinRequest, Membership, Partner
from partners.portal.look_alikes import find_look_alikes
from partners.services import JoinRefusedError, accept_join_request
from partners.tests.factories import CityFactory, MembershipFactory, PartnerFactory
from tests.test_account_pages import INLINE
from tests.test_languages import WAGTAILS, foreign_texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def new_partner(**values):
    data = {"form_key": str(uuid.uuid4()), "title": "Nørlum", "sector": "business", "website": "norlum.example"}
    return data | {"message": "We make films."} | values


def claim_address(organisation):
    return reverse("portal:join_claim", kwargs={"kind": organisation._meta.model_name, "uid": organisation.uid})


def ask(client, **values):
    return client.post(reverse("portal:join_new_partner"), new_partner(**values))


def decide(client, request, **data):
    return client.post(reverse("join_desk:decide", args=[request.pk]), data)


def test_registering_waits_for_a_moderator_and_changes_nothing_public(plain_client, plain_user, site):
    assert ask(plain_client).url == reverse("portal:home")
    request = JoinRequest.objects.get()
    assert (request.user, request.state, request.website) == (plain_user, "waiting", "https://norlum.example")
    assert not Partner.objects.exists()
    assert not Membership.objects.exists()
    assert "Nørlum" in plain_client.get(reverse("portal:home")).content.decode()


def test_acceptance_publishes_makes_an_owner_and_tells_by_mail(
    plain_client, plain_user, communications_client, client, django_capture_on_commit_callbacks
):
    ask(plain_client)
    with django_capture_on_commit_callbacks(execute=True):
        decide(
            communications_client, JoinRequest.objects.get(), accept="yes", role="owner", note="Welcome, all of you!"
        )
    partner = Partner.objects.get()
    assert partner.is_public
    assert Membership.objects.get(partner=partner).is_owner
    assert client.get(partner.get_url("en")).status_code == 200
    [message] = mail.outbox
    assert message.to == [plain_user.email]
    assert "Nørlum" in message.subject
    assert "Welcome, all of you!" in message.body


def test_refusal_needs_a_reason_which_goes_out_by_mail(
    plain_client, communications_client, django_capture_on_commit_callbacks
):
    ask(plain_client)
    request = JoinRequest.objects.get()
    answer = decide(communications_client, request, decline="yes", role="owner", note="  ")
    assert answer.status_code == 422
    assert answer.context["form"].errors["note"]
    with django_capture_on_commit_callbacks(execute=True):
        decide(communications_client, request, decline="yes", role="owner", note="Not in the region.")
    request.refresh_from_db()
    assert request.state == "declined"
    assert "Not in the region." in mail.outbox[0].body
    assert not Partner.objects.exists()


def test_second_decision_changes_nothing(plain_client, communications_client, focal_point_client, communications_user):
    ask(plain_client)
    request = JoinRequest.objects.get()
    decide(communications_client, request, accept="yes", role="owner")
    answer = decide(focal_point_client, request, accept="yes", role="owner")
    assert answer.status_code == 422
    assert "already" in answer.content.decode()
    assert Partner.objects.count() == Membership.objects.count() == 1
    with pytest.raises(JoinRefusedError):
        accept_join_request(request=request, role="owner", by=communications_user)


def test_city_is_registered_with_country_and_zone(plain_client, communications_client, site):
    data = {"form_key": str(uuid.uuid4()), "title": "Cheongju", "country": "KR", "timezone": "Asia/Seoul"}
    assert plain_client.post(reverse("portal:join_new_city"), data).status_code == 302
    decide(communications_client, JoinRequest.objects.get(), accept="yes", role="owner")
    city = City.objects.get()
    assert (str(city.country), city.timezone, city.title_en) == ("KR", "Asia/Seoul", "Cheongju")
    assert Membership.objects.get(city=city).is_owner


def test_claiming_waits_and_gives_a_place_in_the_one_that_is_here(
    plain_client, plain_user, communications_client, partner_a, owner_user
):
    plain_client.post(claim_address(partner_a), {"form_key": str(uuid.uuid4()), "message": "I work there"})
    request = JoinRequest.objects.get()
    assert request.partner == partner_a
    page = communications_client.get(reverse("join_desk:decide", args=[request.pk]))
    assert page.context["form"].initial["role"] == "editor"  # somebody cares for the members already
    decide(communications_client, request, accept="yes", role="editor")
    assert Membership.objects.get(user=plain_user).role == "editor"
    assert Partner.objects.count() == 1


def test_matching_domain_is_a_hint_and_no_way_in(communications_client, plain_user, site):
    partner = PartnerFactory(title_en="Norlum", website="https://www.norlum.example/about/")
    plain_user.email = "ida@norlum.example"
    plain_user.save()
    request = JoinRequest.objects.create(form_key=uuid.uuid4(), kind="claim", user=plain_user, partner=partner)
    assert domain_hint(request)
    assert not Membership.objects.exists()
    assert "no proof" in communications_client.get(reverse("join_desk:decide", args=[request.pk])).content.decode()
    for website, email in (
        ("https://facebook.com/norlum", "ida@facebook.com"),
        ("", "ida@norlum.example"),
        ("https://norlum.example", "ida@evilnorlum.example"),
        ("https://norlum.example", "ida@norlum.example.evil.example"),
    ):
        partner.website, plain_user.email = website, email
        request.partner, request.user = partner, plain_user
        assert not domain_hint(request)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"title": "The Alpha House"}, True),
        ({"title": "ALPHA  house ApS"}, True),
        ({"title": "Alpah House"}, True),
        ({"title": "Аlphа Ноuse"}, True),  # Cyrillic letters that look like Latin ones
        ({"title": "Ａｌｐｈａ Ｈｏｕｓｅ"}, True),
        ({"title": "Alfahuset"}, True),
        ({"title": "Something else"}, False),
        ({"website": "http://alpha.example/en/"}, True),
        ({"website": "alpha.example"}, True),
        ({"website": "https://["}, False),
        ({"cvr": "12345678"}, True),
        ({"cvr": "87654321"}, False),
    ],
)
def test_look_alikes_are_found_by_name_website_and_number(partner_a, values, found):
    partner_a.website, partner_a.cvr = "https://www.alpha.example/", "12345678"
    partner_a.save()
    PartnerFactory(title_en="Gamma", website="https://gamma.example")
    assert [one.organisation for one in find_look_alikes(**values)] == ([partner_a] if found else [])


def test_drafts_are_never_named_as_look_alikes(plain_client, site):
    PartnerFactory(title_en="Secret Studio", live=False, cvr="12345678")
    answer = plain_client.get(reverse("portal:look_alikes"), {"title": "Secret Studio", "cvr": "12345678"})
    assert answer.json()["found"] == []


def test_look_alikes_while_typing_are_for_people_who_signed_in(client, plain_client, partner_a, settings):
    address = reverse("portal:look_alikes")
    assert client.get(address, {"title": "Alpha House"}).status_code == 302
    [one] = plain_client.get(address, {"title": "Alpha House"}).json()["found"]
    assert one["title"] == "Alpha House"
    assert one["claim_url"] == claim_address(partner_a)
    assert plain_client.get(address, {"title": "x" * 100_000}).status_code in (200, 400)
    settings.ACCOUNT_RATE_LIMITS = {"hub_look_alikes": "2/m/ip"}
    answers = [plain_client.get(address, {"title": "a"}).status_code for _ in range(4)]
    assert answers[-1] == 429


def test_without_javascript_look_alikes_are_shown_once_when_the_form_is_sent(plain_client, partner_a):
    answer = ask(plain_client, title="Alpha Hause")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert claim_address(partner_a) in page
    assert 'value="Alpha Hause"' in page
    assert "We make films." in page
    assert not JoinRequest.objects.exists()
    assert ask(plain_client, title="Alpha Hause", others_checked="on").status_code == 302
    assert JoinRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 201),
        ("title", "x" * 1_000_000),
        ("title", "Alpha\u202eesuoH"),
        ("title", "Alpha\nBcc: x@example.org"),
        ("title", "Alpha\u200bHouse"),
        ("sector", "crime"),
        ("website", "javascript:alert(1)"),
        ("website", "https://["),
        ("cvr", "1234567"),
        ("cvr", "١٢٣٤٥٦٧٨"),
        ("message", "y" * 2001),
        ("form_key", "not-a-uuid"),
    ],
)
def test_bad_input_is_explained_at_the_field_with_the_rest_kept(plain_client, site, field, value):
    answer = ask(plain_client, **{field: value})
    assert answer.status_code == 422
    form = answer.context["form"]
    assert set(form.errors) == {field}
    kept = {name: form[name].value() for name in ("title", "sector", "website", "message") if name != field}
    assert kept == {name: new_partner()[name] for name in kept}
    assert not JoinRequest.objects.exists()


def test_form_sent_twice_is_one_request(plain_client, site):
    data = new_partner()
    for _ in range(2):
        assert plain_client.post(reverse("portal:join_new_partner"), data).url == reverse("portal:home")
    assert JoinRequest.objects.count() == 1


def test_anothers_form_key_is_of_no_use(plain_client, owner_client):
    data = new_partner(title="Something new")
    plain_client.post(reverse("portal:join_new_partner"), data)
    assert owner_client.post(reverse("portal:join_new_partner"), data).status_code == 422
    assert JoinRequest.objects.count() == 1


def test_claiming_twice_or_where_one_is_a_member_is_answered(plain_client, owner_client, partner_a):
    for _ in range(2):
        answer = plain_client.post(claim_address(partner_a), {"form_key": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert "asked already" in answer.content.decode()
    assert JoinRequest.objects.count() == 1
    assert owner_client.get(claim_address(partner_a)).status_code == 302


@pytest.mark.parametrize(
    "make", [lambda: PartnerFactory(live=False), lambda: PartnerFactory(merged_into=PartnerFactory())]
)
def test_what_is_not_public_cannot_be_claimed(plain_client, site, make):
    address = claim_address(make())
    assert plain_client.get(address).status_code == 404
    assert plain_client.post(address, {"form_key": str(uuid.uuid4())}).status_code == 404


def test_only_ones_own_request_can_be_withdrawn(plain_client, other_member_client, site):
    ask(plain_client)
    request = JoinRequest.objects.get()
    address = reverse("portal:join_withdraw", kwargs={"uid": request.uid})
    assert other_member_client.post(address).status_code == 404
    assert JoinRequest.objects.get().state == "waiting"
    assert plain_client.get(address).status_code == 405
    plain_client.post(address)
    assert JoinRequest.objects.get().state == "withdrawn"
    plain_client.post(address)
    assert JoinRequest.objects.get().state == "withdrawn"


def test_number_that_is_taken_is_said_to_the_moderator_and_nothing_is_written(
    plain_client, communications_client, site
):
    PartnerFactory(title_en="Draft with the number", live=False, cvr="12345678")
    ask(plain_client, cvr="12345678")
    answer = decide(communications_client, JoinRequest.objects.get(), accept="yes", role="owner")
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()
    assert JoinRequest.objects.get().state == "waiting"
    assert Partner.objects.count() == 1
    assert not Membership.objects.exists()


@pytest.mark.parametrize("who", ["client", "plain_client", "owner_client", "city_member_client"])
def test_others_decide_nothing(request, plain_user, partner_a, who):
    found = JoinRequest.objects.create(form_key=uuid.uuid4(), kind="claim", user=plain_user, partner=partner_a)
    client = request.getfixturevalue(who)
    refused = 302 if who == "client" else 403
    assert client.get(reverse("join_desk:list")).status_code == refused
    assert decide(client, found, accept="yes", role="owner").status_code == refused
    found.refresh_from_db()
    assert found.is_waiting


@pytest.mark.parametrize("language", ["da", "en"])
def test_desk_lists_filters_and_speaks_one_language(
    communications_client, communications_user, plain_user, partner_a, language
):
    from wagtail.users.models import UserProfile

    UserProfile.objects.filter(user=communications_user).update(preferred_language=language)
    found = JoinRequest.objects.create(form_key=uuid.uuid4(), kind="claim", user=plain_user, partner=partner_a)
    JoinRequest.objects.create(form_key=uuid.uuid4(), kind="new_partner", user=plain_user, title="Xx", state="declined")
    answer = communications_client.get(reverse("join_desk:list"), {"state": "waiting"})
    rows = answer.context["object_list"]
    assert [row.pk for row in rows] == [found.pk]
    for page in (answer, communications_client.get(reverse("join_desk:decide", args=[found.pk]))):
        assert page.status_code == 200
        assert set(foreign_texts(page, language)) <= WAGTAILS


def test_desk_takes_the_same_queries_for_many(
    communications_client, plain_user, partner_a, django_assert_max_num_queries
):
    for number in range(40):
        JoinRequest.objects.create(form_key=uuid.uuid4(), kind="new_partner", user=plain_user, title=f"New {number}")
    communications_client.get(reverse("join_desk:list"))
    with django_assert_max_num_queries(20):
        assert communications_client.get(reverse("join_desk:list")).status_code == 200


def test_history_of_requests_names_nobody(plain_client, plain_user, communications_client, partner_a):
    plain_client.post(claim_address(partner_a), {"form_key": str(uuid.uuid4()), "message": "I am Ida"})
    decide(communications_client, JoinRequest.objects.get(), accept="yes", role="owner", note="Dear Ida")
    entries = ModelLogEntry.objects.filter(action__startswith="partners.join")
    assert entries.count() == 2
    assert all("Ida" not in str(entry.data) + entry.label for entry in entries)
    history = reverse("wagtailsnippets_partners_partner:history", args=[partner_a.pk])
    assert "A request to join was accepted" in communications_client.get(history).content.decode()


@pytest.mark.parametrize("language", ["da", "en"])
def test_forms_with_errors_and_look_alikes_speak_one_language(plain_client, partner_a, language):
    with translation.override(language):
        addresses = [reverse("portal:join_new_partner"), claim_address(partner_a)]
    answers = [
        plain_client.post(addresses[0], new_partner(title="Alpha House", cvr="12")),
        plain_client.post(addresses[0], new_partner(title="Alpha House")),
        plain_client.post(addresses[1], {"form_key": "x"}),
    ]
    for answer in answers:
        assert answer.status_code == 422
        assert foreign_texts(answer, language) == []
        assert INLINE.search(answer.content.decode()) is None


def test_look_alikes_take_a_few_queries_whatever_the_number(plain_client, site, django_assert_max_num_queries):
    address = reverse("portal:look_alikes")
    PartnerFactory.create_batch(50)
    CityFactory.create_batch(20)
    plain_client.get(address, {"title": "warm"})
    with django_assert_max_num_queries(6):
        plain_client.get(address, {"title": "Record", "website": "x.example", "cvr": "12345678"})


def test_new_member_of_several_sees_all(plain_client, plain_user, partner_a, city_c):
    MembershipFactory(user=plain_user, partner=partner_a)
    MembershipFactory(user=plain_user, city=city_c)
    page = plain_client.get(reverse("portal:home")).content.decode()
    assert "Alpha House" in page
    assert "Cheongju" in page


def test_visitor_is_led_to_sign_in_and_back(site, partner_a):
    for address in (reverse("portal:join"), reverse("portal:join_new_partner"), claim_address(partner_a)):
        assert Client().get(address).url == f"/account/login/?next={address}"


def test_search_finds_by_a_word_of_the_name_and_never_a_draft(plain_client, partner_a):
    PartnerFactory(title_en="House in secret", live=False)
    page = plain_client.get(reverse("portal:join"), {"q": "house"}).content.decode()
    assert "Alpha House" in page
    assert claim_address(partner_a) in page
    assert "secret" not in page
    assert "<script>alert" not in plain_client.get(reverse("portal:join"), {"q": "<script>alert(1)"}).content.decode()
