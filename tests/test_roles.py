"""Who may do what in the admin: the table of roles tried at its addresses."""

import pytest
from django.contrib.auth.models import Group
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import GroupApprovalTask, Page, Workflow

from events.tests.factories import EventFactory
from hub import role_sync, roles
from hub.tests.factories import TagFactory, ThemeFactory, UserFactory
from partners.models import Partner
from partners.tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db

STAFF = ("communications_client", "focal_point_client", "administrator_client")
OUTSIDERS = ("client", "plain_client")
RECORD_TYPES = ("partners_partner", "partners_city", "partners_project", "events_event", "events_venue")
WORDS = ("hub_tag", "hub_theme", "hub_creativefield", "partners_partnerkind", "events_eventkind")
LISTINGS = [f"wagtailsnippets_{name}:{view}" for name in (*RECORD_TYPES, *WORDS) for view in ("list", "add")]
DESK = ["wagtailadmin_home", "wagtailimages:index", "wagtaildocs:index", "hub_admin:look_alikes", *LISTINGS]
SYSTEM = ["wagtailusers_users:index", "wagtailusers_groups:index", "wagtailsites:index", "wagtaillocales:index"]


def answer(request, who, name, *args):
    return request.getfixturevalue(who).get(reverse(name, args=args)).status_code


@pytest.mark.parametrize("who", STAFF)
def test_staff_open_every_page_of_the_desk(request, who):
    assert {name: answer(request, who, name) for name in DESK} == dict.fromkeys(DESK, 200)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_others_open_nothing_in_the_admin(request, who):
    names = [*DESK, *SYSTEM]
    assert {name: answer(request, who, name) for name in names} == dict.fromkeys(names, 302 if who == "client" else 403)


@pytest.mark.parametrize(
    ("who", "status"), [(STAFF[0], 302), (STAFF[1], 302), (STAFF[2], 200)], ids=lambda value: str(value)
)
def test_users_and_settings_are_for_administrators(request, who, status):
    assert {name: answer(request, who, name) for name in SYSTEM} == dict.fromkeys(SYSTEM, status)
    assert answer(request, who, "wagtailsettings:edit", "hub", "sitesettings", 1) in {status, 302}


@pytest.mark.parametrize("who", [*STAFF, *OUTSIDERS])
def test_only_staff_edit_records_tags_and_pages(request, who, home):
    status = 200 if who in STAFF else 302 if who == "client" else 403
    english = home.get_translations().get()
    assert answer(request, who, "wagtailsnippets_partners_partner:edit", PartnerFactory().pk) == status
    assert answer(request, who, "wagtailsnippets_events_event:edit", EventFactory().pk) == status
    assert answer(request, who, "wagtailsnippets_hub_theme:edit", ThemeFactory().pk) == status
    assert answer(request, who, "hub_admin:merge_tag", TagFactory().pk) == status
    assert answer(request, who, "wagtailadmin_pages:edit", home.pk) == status
    assert answer(request, who, "wagtailadmin_pages:edit", english.pk) == status


@pytest.mark.parametrize("who", [*STAFF, *OUTSIDERS])
def test_only_staff_unpublish(request, who, site):
    partner = PartnerFactory()
    client = request.getfixturevalue(who)
    client.post(reverse("wagtailsnippets_partners_partner:unpublish", args=[partner.pk]))
    partner.refresh_from_db()
    assert partner.live is (who not in STAFF)


def test_staff_publish_lock_and_moderate(communications_user, focal_point_user):
    for user in (communications_user, focal_point_user):
        names = [f"partners.{action}_partner" for action in ("publish", "lock", "unlock")]
        assert user.has_perms(names)
        task = GroupApprovalTask.objects.get(name="Moderation")
        assert task.groups.filter(user=user).exists()


def test_every_record_type_and_page_goes_through_moderation(communications_user, home):
    workflow = Workflow.objects.get(name="Moderation")
    assert Partner.get_default_workflow() == workflow
    assert home.get_workflow() == workflow
    assert [task.name for task in workflow.tasks] == ["Moderation"]


def test_has_role_asks_group_activity_and_superuser(communications_user, plain_user):
    assert roles.has_role(communications_user, "communications")
    assert not roles.is_administrator(communications_user)
    assert not roles.has_role(plain_user, "communications")
    assert roles.is_administrator(UserFactory(is_superuser=True))
    assert not roles.is_administrator(UserFactory(is_superuser=True, is_active=False))


def test_a_second_sync_changes_nothing(db, capsys):
    call_command("sync_roles")
    first = capsys.readouterr().out
    assert "Communications" in first
    with override("en"):
        call_command("sync_roles")
    assert "nothing to do" in capsys.readouterr().out


def test_sync_takes_back_what_the_table_does_not_give(communications_user):
    from django.contrib.auth.models import Permission

    group = Group.objects.get(name="Communications")
    group.permissions.add(Permission.objects.get(codename="add_user"))
    group.page_permissions.all().delete()
    with override("en"):
        done = role_sync.sync_roles()
    assert "“Communications”: 0 rights given, 1 taken." in done
    assert group.page_permissions.filter(page=Page.get_first_root_node()).count() == len(
        roles.role("communications").page_rights
    )


def test_wagtails_own_groups_go_unless_somebody_is_in_them(db):
    UserFactory().groups.add(Group.objects.get(name="Editors"))
    role_sync.sync_roles()
    assert set(Group.objects.values_list("name", flat=True)) == {
        "Editors",
        "Communications",
        "Focal point",
        "Administrators",
    }


def test_a_right_that_does_not_exist_is_named_at_start_and_by_the_command(db, monkeypatch):
    wrong = roles.Role("x", "X", frozenset({"partners.juggle_partner"}))
    monkeypatch.setattr(role_sync, "ROLES", (wrong,))
    assert "partners.juggle_partner" in " ".join(error.msg for error in run_checks() if error.id == "hub.E001")
    with pytest.raises(CommandError, match="juggle_partner"):
        call_command("sync_roles")
    assert not Group.objects.filter(name="X").exists()


def test_the_table_names_only_rights_that_exist():
    assert role_sync.unknown_rights() == []


@pytest.mark.parametrize(("language", "word"), [("da", "Log ud"), ("en", "Log out")])
def test_the_admin_speaks_the_users_language(communications_client, communications_user, language, word):
    from wagtail.users.models import UserProfile

    UserProfile.objects.update_or_create(user=communications_user, defaults={"preferred_language": language})
    page = communications_client.get(reverse("wagtailadmin_home")).content.decode()
    assert f'<html lang="{language}"' in page
    assert word in page
