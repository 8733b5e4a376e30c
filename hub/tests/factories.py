"""Factories of the base app's models."""

import factory

from hub.models import SDG, CreativeField, Objective, Priority, Scope, Tag, Theme, User


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"person-{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")


class TermFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    key = factory.Sequence(lambda n: f"term-{n}")
    title_da = factory.LazyAttribute(lambda term: f"{term.key} på dansk")
    title_en = factory.LazyAttribute(lambda term: f"{term.key} in English")


class ThemeFactory(TermFactory):
    class Meta:
        model = Theme


class CreativeFieldFactory(TermFactory):
    class Meta:
        model = CreativeField


class ScopeFactory(TermFactory):
    class Meta:
        model = Scope


class ObjectiveFactory(TermFactory):
    class Meta:
        model = Objective


class PriorityFactory(TermFactory):
    class Meta:
        model = Priority


class SDGFactory(TermFactory):
    class Meta:
        model = SDG

    colour = "#E5243B"
    text_colour = "#FFFFFF"


class TagFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Tag

    name = factory.Sequence(lambda n: f"tag {n}")
