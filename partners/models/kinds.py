"""Vocabularies of this app: data that staff can correct."""

from django.utils.translation import gettext_lazy as _

from hub.models.taxonomies import Term


class PartnerKind(Term):
    """What an organisation is: school, studio, association …"""

    class Meta(Term.Meta):
        verbose_name = _("kind of partner")
        verbose_name_plural = _("kinds of partner")


class CityRelationKind(Term):
    """What a city is to us: member city, twin town …"""

    class Meta(Term.Meta):
        verbose_name = _("kind of city relation")
        verbose_name_plural = _("kinds of city relation")
