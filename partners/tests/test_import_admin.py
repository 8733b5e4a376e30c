"""The import in the admin: upload, preview, confirm."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import UploadedFile

from hub.tests.factories import UserFactory
from partners.models import Partner
from partners.tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db
GOOD = b"Name;Sector\nTumblehead;business\nViborg Museum;public\n"


def staff(*rights, name="staff"):
    group, _made = Group.objects.get_or_create(name=name)
    # Django makes the right to publish only once the type is registered with the admin.
    content_type = ContentType.objects.get_for_model(Partner)
    for right in rights:
        Permission.objects.get_or_create(codename=right, content_type=content_type)
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *rights]))
    user = UserFactory(username=name)
    user.groups.add(group)
    return user


@pytest.fixture
def desk(client, settings):
    """The client of somebody who may add, change and publish partners."""
    settings.LANGUAGE_CODE = "en"
    client.force_login(staff("add_partner", "change_partner", "publish_partner"))
    return client


def start():
    return reverse("partners_admin:import_partners")


def give(client, content, name="partners.csv"):
    return client.post(start(), {"file": SimpleUploadedFile(name, content)})


def confirmation(client, url, **answers):
    """Post the answers, then confirm what they come to."""
    page = client.post(url, answers) if answers else client.get(url)
    return client.post(url, answers | {"confirm": page.context["plan"].fingerprint})


def test_visitor_is_led_to_sign_in(client):
    answer = client.get(start())
    assert answer.status_code == 302
    assert reverse("account_login") in answer.url


@pytest.mark.parametrize("rights", [(), ("add_partner",), ("publish_partner", "change_partner")])
def test_staff_without_both_rights_are_refused_everywhere(client, rights):
    client.force_login(staff(*rights))
    assert client.get(start()).status_code == 403
    assert give(client, GOOD).status_code == 403
    for name, args in (("preview_import", [1]), ("import_example", ["csv"])):
        assert client.get(reverse(f"partners_admin:{name}", args=args)).status_code == 403
    assert client.post(reverse("partners_admin:discard_import", args=[1])).status_code == 403
    assert not UploadedFile.objects.exists()


def test_upload_preview_and_confirmation_import_and_clean_up(desk):
    answer = give(desk, GOOD)
    assert answer.status_code == 302
    kept = UploadedFile.objects.get()
    storage, name = kept.file.storage, kept.file.name
    page = desk.get(answer.url)
    assert "Tumblehead" in page.content.decode()
    assert "<script>" not in page.context["plan"].rows[0].title
    assert not Partner.objects.exists()

    done = desk.post(answer.url, {"confirm": page.context["plan"].fingerprint}, follow=True)
    assert "2 created, 0 changed" in done.content.decode()
    assert Partner.objects.filter(live=True).count() == 2
    assert Partner.objects.first().latest_revision.user.username == "staff"
    assert not UploadedFile.objects.exists()
    assert not storage.exists(name)
    again = desk.post(answer.url, {"confirm": page.context["plan"].fingerprint}, follow=True)
    assert "already" in again.content.decode()
    assert Partner.objects.count() == 2


def test_new_partners_can_be_kept_as_drafts(desk):
    url = give(desk, GOOD).url
    desk.post(url, {"confirm": desk.get(url).context["plan"].fingerprint, "as_drafts": "on"})
    assert Partner.objects.filter(live=False).count() == 2


def test_errors_are_shown_with_column_and_nothing_can_be_confirmed(desk):
    url = give(desk, b"Name;Sector\n<b>Bold</b>;space\n").url
    page = desk.get(url)
    text = page.content.decode()
    assert "Unknown sector “space”" in text
    assert "&lt;b&gt;Bold" in text
    assert 'name="confirm"' not in text
    desk.post(url, {"confirm": page.context["plan"].fingerprint})
    assert not Partner.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"MZ" + bytes(99), "partners.xlsx", "not a spreadsheet"),
        (b"", "partners.csv", "is empty"),
        (b"x" * (5 * 1024 * 1024 + 1), "partners.csv", "larger than"),
    ],
)
def test_unreadable_file_is_explained_at_the_field(desk, content, name, words):
    answer = give(desk, content, name)
    assert answer.status_code == 200
    assert words in answer.context["form"].errors["file"][0]
    assert not UploadedFile.objects.exists()


def test_upload_without_a_file_is_explained(desk):
    assert "file" in desk.post(start()).context["form"].errors


@pytest.mark.parametrize("is_same", [True, False])
def test_look_alike_is_asked_about_with_a_choice(desk, is_same):
    partner = PartnerFactory(title_en="Tumblehead")
    url = give(desk, b"Name;Sector\nTumble Head ApS;education\n").url
    assert f'value="same:{partner.slug}"' in desk.get(url).content.decode()
    answer = f"same:{partner.slug}" if is_same else "new"
    confirmation(desk, url, **{"answer-2": answer})
    partner.refresh_from_db()
    assert (Partner.objects.count(), partner.title_en) == ((1, "Tumble Head ApS") if is_same else (2, "Tumblehead"))


def test_changed_catalogue_brings_the_preview_back(desk):
    PartnerFactory(title_en="Tumblehead", place="Viborg")
    url = give(desk, b"Name;Sector;Place\nTumblehead;education;Aarhus\n").url
    seen = desk.get(url).context["plan"].fingerprint
    Partner.objects.update(place="Odense")
    page = desk.post(url, {"confirm": seen})
    assert page.status_code == 200
    assert "has changed since" in page.content.decode()
    assert Partner.objects.get().place == "Odense"


def test_change_needs_the_right_to_change(client):
    PartnerFactory(title_en="Tumblehead")
    client.force_login(staff("add_partner", "publish_partner"))
    url = give(client, b"Name;Sector;Place\nTumblehead;education;Aarhus\n").url
    assert confirmation(client, url).status_code == 403
    assert Partner.objects.get().place == ""


def test_another_users_file_is_out_of_reach(desk, client):
    url = give(desk, GOOD).url
    client.force_login(staff("add_partner", "publish_partner", name="other"))
    assert client.get(url).status_code == 302
    client.post(reverse("partners_admin:discard_import", args=[UploadedFile.objects.get().pk]))
    assert UploadedFile.objects.count() == 1


def test_discarded_file_is_deleted(desk):
    give(desk, GOOD)
    give(desk, GOOD)
    kept = UploadedFile.objects.get()
    desk.post(reverse("partners_admin:discard_import", args=[kept.pk]))
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_template_can_be_imported_as_it_is(desk, settings, kind, language):
    settings.LANGUAGE_CODE = language
    desk.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = desk.get(reverse("partners_admin:import_example", args=[kind]))
    assert f"partners-{language}.{kind}" in answer["Content-Disposition"]
    url = give(desk, answer.content, f"x.{kind}").url
    assert desk.get(url).context["plan"].is_ready
