"""Values held in memory: made once, made anew when what they are made of changes, here and in other processes."""

import uuid

import pytest
from django.db import transaction
from wagtail.models import Site

from hub import held
from hub.held import Held
from hub.models import Generation, SiteSettings, Theme
from hub.tests.factories import ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def themes(monkeypatch):
    """A value made of themes, taken out of the register afterwards."""
    monkeypatch.setattr(held, "_all", list(held._all))
    monkeypatch.setattr(held, "_watched", {})
    return Held("themes", lambda: sorted(Theme.objects.values_list("key", flat=True)), "hub.Theme")


def test_a_value_is_made_once(themes, django_assert_num_queries):
    themes.get()
    with django_assert_num_queries(0):
        themes.get()


def test_saving_and_deleting_make_it_anew(themes):
    assert themes.get() == []
    theme = ThemeFactory(key="film")
    assert themes.get() == ["film"]
    theme.delete()
    assert themes.get() == []


def test_a_write_without_signal_is_told_by_hand(themes):
    ThemeFactory(key="film")
    themes.get()
    Theme.objects.update(key="games")
    assert themes.get() == ["film"]
    themes.renew()
    assert themes.get() == ["games"]


def test_what_another_process_changed_is_noticed_after_some_seconds(themes, monkeypatch):
    assert themes.get() == []
    Theme.objects.bulk_create([Theme(key="film", title_da="Film", title_en="Film")])
    Generation.objects.update_or_create(name="themes", defaults={"token": uuid.uuid4()})
    assert themes.get() == []
    monkeypatch.setattr(held, "CHECK_SECONDS", -1)
    assert themes.get() == ["film"]


def test_what_was_rolled_back_is_not_held(themes, monkeypatch):
    monkeypatch.setattr(held, "CHECK_SECONDS", -1)
    with transaction.atomic():
        ThemeFactory(key="film")
        assert themes.get() == ["film"]
        transaction.set_rollback(True)
    assert themes.get() == []


def test_settings_are_seen_at_once_when_edited(client, site):
    def shown():
        return "Animation Hub" in client.get("/en/partners/").content.decode()

    assert not shown()
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.hub_name_en = "Animation Hub"
    settings.save()
    assert shown()


def test_settings_cost_a_page_no_query(rf, site, django_assert_num_queries):
    for address in ("/en/", "/da/"):  # the first one may still have to make the row
        SiteSettings.for_request(rf.get(address))
    with django_assert_num_queries(0):
        assert SiteSettings.for_request(rf.get("/da/")).hub_name_en == "Viborg Visuals Hub"


def test_many_hosts_are_answered_but_not_all_held(rf, site, settings):
    settings.ALLOWED_HOSTS = ["*"]
    names = {SiteSettings.for_request(rf.get("/", headers={"host": f"host{n}.example"})).pk for n in range(60)}
    assert len(names) == 1
