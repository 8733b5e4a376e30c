"""Nothing that is named anywhere can be deleted, and nothing that was public by staff."""

import pytest
from django.urls import reverse

from events.models import Event
from events.tests.factories import EventFactory, VenueFactory
from hub.models import Tag, Theme
from hub.references import places_naming, revisions_naming
from hub.tests.factories import CreativeFieldFactory, TagFactory, ThemeFactory
from partners.models import City, Partner, Project
from partners.tests.factories import CityFactory, PartnerFactory, PartnerKindFactory, ProjectFactory

pytestmark = pytest.mark.django_db


def draft_of(record):
    return type(record).objects.get(pk=record.pk)


def delete_url(subject):
    return reverse(subject.snippet_viewset.get_url_name("delete"), args=[subject.pk])


def name_kind(kind):
    record = draft_of(PartnerFactory())
    record.kind = kind
    return record


def name_theme(theme):
    record = draft_of(PartnerFactory())
    record.themes.set([theme])
    return record


def name_tag(tag):
    record = draft_of(PartnerFactory())
    record.tags.set([tag.name])
    return record


def name_field(field):
    record = draft_of(CityFactory())
    record.field_periods.create(field=field)
    return record


def name_partner(partner):
    record = draft_of(ProjectFactory())
    record.partner_links.create(partner=partner)
    return record


def name_venue(venue):
    record = draft_of(EventFactory())
    record.venue = venue
    return record


NAMINGS = [
    (PartnerKindFactory, name_kind),
    (ThemeFactory, name_theme),
    (lambda: TagFactory(name="animation"), name_tag),
    (CreativeFieldFactory, name_field),
    (lambda: PartnerFactory(live=False, first_published_at=None), name_partner),
    (lambda: VenueFactory(live=False, first_published_at=None), name_venue),
]


@pytest.mark.parametrize(("make", "name"), NAMINGS)
def test_what_a_draft_names_is_not_deleted(communications_client, make, name):
    subject = make()
    record = name(subject)
    record.save_revision()
    assert [revision.object_id for revision in revisions_naming(subject)] == [str(record.pk)]
    assert [(place.subject.pk, place.in_draft) for place in places_naming(subject)] == [(record.pk, True)]
    page = communications_client.get(delete_url(subject)).content.decode()
    assert "can’t be deleted" in page
    assert str(record) in page
    assert communications_client.post(delete_url(subject)).status_code == 409
    assert type(subject).objects.filter(pk=subject.pk).exists()


@pytest.mark.parametrize(("make", "name"), NAMINGS)
def test_what_a_live_record_names_is_not_deleted(communications_client, make, name):
    subject = make()
    record = name(subject)
    record.save()
    assert [(place.subject.pk, place.in_draft) for place in places_naming(subject)] == [(record.pk, False)]
    assert communications_client.post(delete_url(subject)).status_code == 409
    assert type(subject).objects.filter(pk=subject.pk).exists()


def test_a_scheduled_version_names_as_well(communications_client):
    import datetime as dt

    from django.utils import timezone

    kind = PartnerKindFactory()
    record = name_kind(kind)
    record.go_live_at = timezone.now() + dt.timedelta(days=1)
    record.save_revision().publish()
    later = draft_of(record)
    later.kind = None
    later.save_revision()
    assert len(revisions_naming(kind)) == 1
    assert communications_client.post(delete_url(kind)).status_code == 409


@pytest.mark.parametrize(("make", "name"), NAMINGS)
def test_what_nothing_names_is_deleted(communications_client, make, name):
    subject = make()
    assert communications_client.post(delete_url(subject)).status_code == 302
    assert not type(subject).objects.filter(pk=subject.pk).exists()


def test_a_merged_tag_protects_its_heir(communications_client):
    heir = TagFactory()
    TagFactory(merged_into=heir)
    assert communications_client.post(delete_url(heir)).status_code == 409


def test_the_refusal_offers_to_withdraw_or_unpublish(communications_client):
    theme, partner = ThemeFactory(), PartnerFactory()
    PartnerFactory(themes=[theme])
    assert "Withdraw it" in communications_client.get(delete_url(theme)).content.decode()
    page = communications_client.get(delete_url(partner)).content.decode()
    assert "It has been public" in page
    assert reverse("wagtailsnippets_partners_partner:unpublish", args=[partner.pk]) in page


def test_a_record_that_was_public_is_deleted_by_administrators_alone(communications_client, administrator_client):
    partner = PartnerFactory()
    assert communications_client.post(delete_url(partner)).status_code == 409
    assert administrator_client.post(delete_url(partner)).status_code == 302
    assert not Partner.objects.exists()


def test_deleting_in_bulk_is_refused_as_well(communications_client):
    theme, unused = ThemeFactory(), ThemeFactory()
    name_theme(theme).save_revision()
    address = reverse("wagtail_bulk_action", args=["hub", "theme", "delete"])
    response = communications_client.post(f"{address}?id={theme.pk}&id={unused.pk}")
    assert response.status_code == 409
    assert Theme.objects.count() == 2


def test_the_number_of_places_shown_is_limited(communications_client):
    theme = ThemeFactory()
    PartnerFactory.create_batch(23, themes=[theme])
    assert "… and in 3 more places." in communications_client.get(delete_url(theme)).content.decode()


def test_references_know_every_record_type():
    tag = TagFactory(name="animation")
    for model, factory in (
        (Partner, PartnerFactory),
        (City, CityFactory),
        (Project, ProjectFactory),
        (Event, EventFactory),
    ):
        record = model.objects.get(pk=factory().pk)
        record.tags.set(["animation"])
        record.save_revision()
    assert len(revisions_naming(Tag.objects.get(pk=tag.pk))) == 4
