"""Tags: merging, look-alikes, suggestions and the warnings around them."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import ModelLogEntry, Revision

from hub import look_alikes
from hub.models import Tag
from hub.signals import tags_changed
from hub.tagging import canonical_words, look_alike_pairs, look_alikes_of_lonely_tags, merge_tags, tag_uses
from hub.tests.factories import TagFactory, ThemeFactory
from partners.models import Partner
from partners.tests.factories import PartnerFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def heir(db):
    return TagFactory(name="animation")


@pytest.fixture
def source(db):
    return TagFactory(name="animated film", synonyms="cartoons")


def names_of(record):
    return sorted(tag.name for tag in record.tags.all())


def draft_with(record, *words):
    record.tags.set(list(words))
    return record.save_revision()


def test_merge_moves_the_uses_of_live_records_of_every_type(heir, source):
    partner, project = PartnerFactory(tags=["animated film", "sound"]), ProjectFactory(tags=["animated film"])
    merge = merge_tags(source=source, heir=heir, merged_by=None)
    assert names_of(Partner.objects.get(pk=partner.pk)) == ["animation", "sound"]
    assert names_of(type(project).objects.get(pk=project.pk)) == ["animation"]
    assert set(merge.keys) == {("partners.partner", partner.pk), ("partners.project", project.pk)}


def test_merge_drops_a_use_that_the_heir_has_already(heir, source):
    partner = PartnerFactory(tags=["animated film", "animation"])
    merge_tags(source=source, heir=heir, merged_by=None)
    assert names_of(Partner.objects.get(pk=partner.pk)) == ["animation"]


@pytest.mark.parametrize("live_words", [[], ["animation"], ["animated film"], ["animation", "animated film"]])
@pytest.mark.parametrize("draft_words", [["animated film"], ["animated film", "animation"], ["animated film", "sound"]])
def test_a_draft_published_after_the_merge_has_the_heir(heir, source, live_words, draft_words):
    partner = PartnerFactory(tags=live_words)
    revision = draft_with(Partner.objects.get(pk=partner.pk), *draft_words)
    merge_tags(source=source, heir=heir, merged_by=None)
    Revision.objects.get(pk=revision.pk).publish()
    assert names_of(Partner.objects.get(pk=partner.pk)) == sorted({"animation", *draft_words} - {"animated film"})


def test_a_scheduled_version_goes_live_with_the_heir(heir, source, monkeypatch):
    partner = PartnerFactory(tags=["sound"])
    record = Partner.objects.get(pk=partner.pk)
    record.go_live_at = timezone.now() + dt.timedelta(days=1)
    draft_with(record, "animated film").publish()
    draft_with(Partner.objects.get(pk=partner.pk), "light")
    merge_tags(source=source, heir=heir, merged_by=None)
    later = timezone.now() + dt.timedelta(days=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    call_command("publish_scheduled")
    assert names_of(Partner.objects.get(pk=partner.pk)) == ["animation"]


def test_an_old_revision_gives_the_heir_too(heir, source):
    record = Partner.objects.get(pk=PartnerFactory().pk)
    old = draft_with(record, "animated film")
    draft_with(record, "sound")
    merge_tags(source=source, heir=heir, merged_by=None)
    assert names_of(Revision.objects.get(pk=old.pk).as_object()) == ["animation"]


def test_the_heir_takes_over_words_and_theme(heir, source):
    source.theme, source.name_da = ThemeFactory(), "animeret film"
    source.save()
    merge_tags(source=source, heir=heir, merged_by=None)
    heir.refresh_from_db()
    assert heir.synonyms.splitlines() == ["animated film", "animeret film", "cartoons"]
    assert heir.theme == source.theme


def test_the_heir_keeps_its_own_theme(heir, source):
    heir.theme, source.theme = ThemeFactory(), ThemeFactory()
    heir.save()
    source.save()
    merge_tags(source=source, heir=heir, merged_by=None)
    assert Tag.objects.get(pk=heir.pk).theme == heir.theme


def test_chains_of_merges_stay_one_step_long(heir, source):
    first = TagFactory(name="toons")
    merge_tags(source=first, heir=source, merged_by=None)
    merge_tags(source=source, heir=heir, merged_by=None)
    first.refresh_from_db()
    assert first.heir() == heir


def test_a_merge_is_logged_and_told(heir, source, communications_user, django_capture_on_commit_callbacks):
    partner, told = PartnerFactory(tags=["animated film"]), []

    def listen(sender, keys, **kwargs):
        told.extend(keys)

    tags_changed.connect(listen)
    try:
        merge_tags(source=source, heir=heir, merged_by=communications_user)
    finally:
        tags_changed.disconnect(listen)
    entry = ModelLogEntry.objects.get(action="hub.merge_tag")
    assert (entry.user, entry.object_id) == (communications_user, str(source.pk))
    assert told == [("partners.partner", partner.pk)]


@override("en")
def test_merges_that_make_no_sense_are_refused(heir, source):
    with pytest.raises(ValidationError, match="itself"):
        merge_tags(source=heir, heir=heir, merged_by=None)
    merge_tags(source=source, heir=heir, merged_by=None)
    with pytest.raises(ValidationError, match="already"):
        merge_tags(source=source, heir=heir, merged_by=None)
    with pytest.raises(ValidationError, match="itself merged"):
        merge_tags(source=TagFactory(), heir=source, merged_by=None)
    with pytest.raises(ValidationError, match="withdrawn"):
        merge_tags(source=TagFactory(), heir=TagFactory(withdrawn=True), merged_by=None)


def test_words_lead_to_the_tag_they_stand_for(heir, source):
    heir.name_da, heir.synonyms = "Tegnefilm", "moving pictures"
    heir.save()
    merge_tags(source=source, heir=heir, merged_by=None)
    given = ["ANIMATED FILM", "tegnefilm", "Moving pictures", "Animation", "new word"]
    assert canonical_words(given) == ["animation", "new word"]


def test_uses_tell_live_records_from_drafts(heir):
    live, draft = PartnerFactory(tags=["animation"]), PartnerFactory()
    draft_with(Partner.objects.get(pk=draft.pk), "animation")
    PartnerFactory(tags=["animation"], live=False)
    uses = tag_uses()[heir.pk]
    assert uses.live == {("partners.partner", live.pk)}
    assert len(uses.drafts) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("festival", "festivaler"),
        ("Festival", "festivals"),
        ("animation", "animatoin"),
        ("børnekultur", "Boernekultur"),
        ("media arts", "media-arts"),
        ("story", "stories"),
        ("skole", "skolerne"),
        ("augmented reality", "augmentet realty"),
    ],
)
def test_look_alikes_are_seen(one, other):
    assert look_alikes.look_alike(one, other)
    assert look_alikes.pairs({1: [one], 2: [other]}) == [(1, 2)]


@pytest.mark.parametrize(
    ("one", "other"), [("film", "folk"), ("sdg 4", "sdg 5"), ("vr", "ar"), ("music", "museum"), ("art", "arctic")]
)
def test_different_words_are_no_look_alikes(one, other):
    assert not look_alikes.look_alike(one, other)
    assert look_alikes.pairs({1: [one], 2: [other]}) == []


def test_tags_with_the_same_translation_are_a_pair():
    one, other = TagFactory(name="tegnefilm", name_en="Animation"), TagFactory(name="cartoon", name_en="animation")
    assert look_alike_pairs() == [(one, other)]


def test_a_fresh_word_that_looks_like_a_tag_is_pointed_out(heir):
    record = Partner.objects.get(pk=PartnerFactory(tags=["animations"]).pk)
    [(tag, twins)] = look_alikes_of_lonely_tags(record)
    assert (tag.name, twins) == ("animations", [heir])
    PartnerFactory(tags=["animations"])
    assert look_alikes_of_lonely_tags(record) == []


# In the admin


def test_suggestions_leave_out_merged_and_withdrawn_tags(communications_client, heir, source):
    TagFactory(name="animals", withdrawn=True)
    TagFactory(name="tegnefilm", name_en="animated drawing")
    merge_tags(source=source, heir=heir, merged_by=None)
    found = communications_client.get(reverse("hub_admin:suggest_tags"), {"term": "ani"}).json()
    assert found == ["animation", "tegnefilm"]


def test_an_editor_merges_a_tag(communications_client, heir, source):
    PartnerFactory(tags=["animated film"])
    address = reverse("hub_admin:merge_tag", args=[source.pk])
    assert "Merge into" in communications_client.get(address).content.decode()
    preview = communications_client.get(address, {"heir": heir.pk}).content.decode()
    assert "Merge “animated film” into “animation”?" in preview
    assert "1 uses on published" in preview
    response = communications_client.post(address, {"heir": heir.pk}, follow=True)
    assert "1 records changed" in response.content.decode()
    source.refresh_from_db()
    assert source.heir() == heir


@pytest.mark.parametrize("heir_key", ["", "999999", "x"])
def test_a_merge_without_a_heir_says_so(communications_client, source, heir_key):
    response = communications_client.post(reverse("hub_admin:merge_tag", args=[source.pk]), {"heir": heir_key})
    assert response.status_code == 422


def test_a_merged_tag_is_not_merged_again(communications_client, heir, source):
    merge_tags(source=source, heir=heir, merged_by=None)
    address = reverse("hub_admin:merge_tag", args=[source.pk])
    assert "already" in communications_client.get(address, follow=True).content.decode()
    assert communications_client.post(address, {"heir": heir.pk}).status_code == 422


def test_the_look_alike_report_lists_pairs(communications_client, heir):
    TagFactory(name="animations")
    page = communications_client.get(reverse("hub_admin:look_alikes")).content.decode()
    assert "Merge into “animation”" in page


@pytest.mark.parametrize("state", ["", "unused", "look_alikes", "without_theme", "merged", "withdrawn"])
def test_the_tag_listing_shows_one_state(communications_client, heir, source, state):
    TagFactory(name="animations", theme=ThemeFactory())
    TagFactory(name="withdrawn one", withdrawn=True, theme=ThemeFactory())
    PartnerFactory(tags=["animation"])
    merge_tags(source=source, heir=TagFactory(name="toons", theme=ThemeFactory()), merged_by=None)
    page = communications_client.get(reverse("wagtailsnippets_hub_tag:list_results"), {"state": state})
    shown = {tag.name for tag in page.context["object_list"]}
    expected = {
        "": {"animation", "animated film", "animations", "toons", "withdrawn one"},
        "unused": {"animations", "toons", "withdrawn one"},
        "look_alikes": {"animation", "animations"},
        "without_theme": {"animation"},
        "merged": {"animated film"},
        "withdrawn": {"withdrawn one"},
    }
    assert shown == expected[state]


def test_adding_a_look_alike_has_to_be_confirmed(communications_client, heir):
    address = reverse("wagtailsnippets_hub_tag:add")
    form = {"name": "animations", "name_da": "", "name_en": "", "synonyms": "", "theme": ""}
    page = communications_client.post(address, form).content.decode()
    assert "This looks like “animation”" in page
    assert "add_all_the_same" in page
    assert not Tag.objects.filter(name="animations").exists()
    assert communications_client.post(address, form | {"add_all_the_same": "on"}).status_code == 302
    assert Tag.objects.filter(name="animations").exists()


def test_adding_a_new_word_asks_nothing(communications_client, heir):
    address = reverse("wagtailsnippets_hub_tag:add")
    assert "add_all_the_same" not in communications_client.get(address).content.decode()
    form = {"name": "sculpture", "name_da": "", "name_en": "", "synonyms": "", "theme": ""}
    assert communications_client.post(address, form).status_code == 302
