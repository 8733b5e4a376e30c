"""Factories of partners, cities and projects: live, with a title in both languages."""

import factory
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Revision

from hub.choices import HelixSector
from hub.tests.factories import TermFactory, UserFactory
from partners.choices import MemberRole
from partners.models import City, CityRelationKind, Membership, Partner, PartnerKind, Project


class RecordFactory(factory.django.DjangoModelFactory):
    """A live record; ``tags`` takes words."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    title_en = factory.Sequence(lambda n: f"Record {n}")
    title_da = factory.LazyAttribute(lambda record: record.title_en)
    live = True
    first_published_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def tags(self, create, words, **kwargs):
        if create and words:
            self.tags.set(words)
            self.save()

    @factory.post_generation
    def themes(self, create, themes, **kwargs):
        if create and themes:
            self.themes.set(themes)
            self.save()


class PartnerKindFactory(TermFactory):
    class Meta:
        model = PartnerKind


class CityRelationKindFactory(TermFactory):
    class Meta:
        model = CityRelationKind


class PartnerFactory(RecordFactory):
    class Meta:
        model = Partner

    sector = HelixSector.EDUCATION


class CityFactory(RecordFactory):
    class Meta:
        model = City

    country = "DK"
    timezone = "Europe/Copenhagen"


class ProjectFactory(RecordFactory):
    class Meta:
        model = Project


class MembershipFactory(factory.django.DjangoModelFactory):
    """An owner; give ``partner`` or ``city``."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    role = MemberRole.OWNER


def partner_revisions():
    """The revisions of partners alone; the page tree of the tests has its own."""
    return Revision.objects.filter(base_content_type=ContentType.objects.get_for_model(Partner))
