"""The access matrix, tried: every address as every kind of reader, by GET and POST, with forged keys."""

import re
from html import unescape
from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.urls import path, reverse
from wagtail.admin.views.generic import IndexView
from wagtail.models import Task

from hub.access import TABLE, WAGTAILS_OWN, beyond_contract, row_of
from hub.access_routes import Address, every_address
from hub.access_rows import CONTRACT, Actor, Row
from partners.models import Partner
from tests.access_world import STATES, SUBJECTS, build_world, forged, leads_in_a_circle, let_in, path_of, try_address

pytestmark = pytest.mark.django_db
STAFF = CONTRACT["Wagtail admin"]
ADDRESSES = every_address()


@pytest.fixture
def world(site, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    return build_world()


def addresses_of(row):
    return [address for address in ADDRESSES if row_of(address.route) == row]


def wrong(world, path, row, *, reads, writes):
    """Who is let in though the row says no, or turned away though it says yes."""
    found = []
    for method, allowed in (("get", reads), ("post", writes)):
        for actor, client in world.clients.items():
            if row.right == "Wagtail admin" and method == "post" and actor in STAFF:
                continue  # what staff may do there is Wagtail's and tested by its forms; who may come is tried by GET
            answer = try_address(client, method, path)
            expected = actor in allowed
            is_in = let_in(answer, path)
            if is_in != expected and (row.is_found or is_in):
                found.append(f"{actor}: {method.upper()} {path} gives {answer.status_code}")
            if actor is not Actor.VISITOR and leads_in_a_circle(answer, path):
                found.append(f"{actor}: {method.upper()} {path} leads to the sign-in and back")
            assert answer.status_code != 403 or not expected, path
    return found


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.route)
def test_every_row_holds_for_every_reader(world, row):
    slips = []
    for address in addresses_of(row):
        for kwargs in SUBJECTS[row.subject](world) if row.subject else [{}]:
            slips += wrong(world, path_of(address, kwargs, world), row, reads=row.reads, writes=row.writes)
            if row.subject:
                slips += wrong(
                    world, path_of(address, forged(kwargs), world), row, reads=frozenset(), writes=frozenset()
                )
    assert slips == [], "\n".join(slips)


@pytest.mark.parametrize(
    "row", [row for row in TABLE if row.subject in ("organisation", "record")], ids=lambda row: row.route
)
def test_what_is_the_citys_is_for_its_own_member_and_staff(world, row):
    def citys(actors):
        return (actors & STAFF) | ({Actor.CITY} if Actor.OWNER in actors else set())

    kwargs = {"kind": "city", "uid": world.city.uid}
    for address in addresses_of(row):
        path = path_of(address, kwargs, world)
        if path.endswith("/leave/"):
            continue  # the city's only owner can't leave; tried in the members' own tests
        assert wrong(world, path, row, reads=citys(row.reads), writes=citys(row.writes)) == []


@pytest.mark.parametrize("state", STATES)
def test_public_addresses_show_live_records_alone(world, state):
    """Page and open data, to everybody alike: staff see drafts in the admin, members in the portal."""
    project = world.projects[state]
    expected = {"live": 200, "draft": 404, "submitted": 404, "withdrawn": 410}[state]
    for actor, client in world.clients.items():
        assert client.get(project.get_url("en")).status_code == expected, actor
        for file in ("data.json", "data.csv"):
            text = client.get(f"/en/projects/{file}").content.decode()
            assert (f"Project {state}" in text) is (state == "live"), actor


@pytest.mark.parametrize("state", STATES)
def test_records_in_the_admin_are_for_staff_whatever_their_state(world, state):
    pk = world.projects[state].pk
    for view in ("edit", "history", "inspect", "usage", "preview_on_edit", "delete"):
        path = reverse(f"wagtailsnippets_partners_project:{view}", args=[pk])
        for actor, client in world.clients.items():
            answer = try_address(client, "get", path)
            if actor in STAFF:
                assert answer.status_code == 200, (actor, path)
            else:
                assert not let_in(answer, path), (actor, path)
                assert actor is Actor.VISITOR or answer.status_code == 403, (actor, path)


@pytest.mark.parametrize("path", ["/admin/", "/da/styleguide/", "/admin/pages/?q=%C3%A6&p=2"])
def test_members_without_the_admin_see_why_and_can_sign_in_as_somebody_else(world, path):
    client = world.clients[Actor.OWNER]
    refused = client.get(path, follow=True)
    assert refused.status_code == 403
    assert not refused.redirect_chain
    written = re.search(r'name="next" value="([^"]+)"', refused.content.decode())[1]
    out = client.post("/account/logout/", {"next": unescape(written)}, follow=True)
    assert out.status_code == 200
    assert "_auth_user_id" not in client.session
    assert unquote(urlsplit(out.redirect_chain[-1][0]).query) == f"next={path}"


@pytest.mark.parametrize("name", ["task_chooser", "task_chooser_results", "task_chooser_create", "task_chosen"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_tasks_of_workflows_are_for_administrators_alone(world, name, method):
    path = reverse(f"wagtailadmin_workflows:{name}", args=[Task.objects.first().pk] if name == "task_chosen" else [])
    for actor, client in world.clients.items():
        answer = try_address(client, method, path)
        assert let_in(answer, path) is (actor in CONTRACT["users, settings"] and answer.status_code != 405), actor
    refused = world.clients[Actor.COMMUNICATIONS].get(path, headers={"x-requested-with": "XMLHttpRequest"})
    assert refused.status_code == 403


def test_every_address_has_a_row():
    assert [address.route for address in ADDRESSES if row_of(address.route) is None] == []


def hidden_in_wagtails(addresses):
    """The hub's own addresses for which only the row of Wagtail's speaks."""
    return [found.route for found in addresses if found.is_own and row_of(found.route) == WAGTAILS_OWN]


def test_the_hubs_own_addresses_in_the_admin_have_rows_of_their_own():
    assert hidden_in_wagtails(ADDRESSES) == []
    assert len([address for address in ADDRESSES if address.is_own and address.route.startswith("admin/")]) > 300
    assert len(addresses_of(WAGTAILS_OWN)) < 200


def test_a_new_address_in_the_admin_without_a_row_is_noticed():
    def new_view(request): ...

    new_view.__module__ = "partners.desk.views"
    own = Address("admin/brand-new/", "", path("brand-new/", new_view))
    viewset = Address("admin/snippets/hub/new/", "", path("new/", IndexView.as_view(model=Partner)))
    wagtails = Address("admin/tasks/", "", path("tasks/", IndexView.as_view(model=Task)))
    assert hidden_in_wagtails([own, viewset, wagtails]) == ["admin/brand-new/", "admin/snippets/hub/new/"]


def test_an_address_nobody_thought_of_is_noticed(capsys, monkeypatch):
    assert row_of("secret/backdoor/") is None
    assert row_of("<language>/portal/brand-new/") is None


def test_every_row_has_an_address():
    idle = [row.route for row in TABLE if not addresses_of(row) and "media" not in row.route]
    assert idle == []


def test_no_row_goes_beyond_the_contract(monkeypatch):
    assert beyond_contract() == []
    too_much = Row("x", "users, settings", CONTRACT["Wagtail admin"])
    monkeypatch.setattr("hub.access.TABLE", (too_much,))
    assert beyond_contract() == ["x: communications, focal point"]


def test_contract_keeps_members_out_of_the_admin():
    assert CONTRACT["Wagtail admin"] == {Actor.COMMUNICATIONS, Actor.FOCAL_POINT, Actor.ADMINISTRATOR}
    assert CONTRACT["users, settings"] == {Actor.ADMINISTRATOR}
    assert not CONTRACT["own proposals, own members"] & {Actor.VISITOR, Actor.FORMER, Actor.OTHER, Actor.CITY}


def test_documentation_shows_the_table_as_it_is(capsys):
    call_command("access_matrix")
    printed = capsys.readouterr().out
    written = (django_settings.BASE_DIR / "docs" / "access-matrix.md").read_text()
    assert written == printed, "run `manage.py access_matrix > docs/access-matrix.md` with the test settings"
