"""Vocabularies of this app: data that staff can correct."""

from django.utils.translation import gettext_lazy as _

from hub.models.taxonomies import Term


class EventKind(Term):
    """What an event is: festival, conference, residency, study visit, workshop, open call …"""

    class Meta(Term.Meta):
        verbose_name = _("kind of event")
        verbose_name_plural = _("kinds of event")


class DelegationRole(Term):
    """What somebody in a delegation is: mayor, municipal chief executive, focal point, member of staff …"""

    class Meta(Term.Meta):
        verbose_name = _("role in a delegation")
        verbose_name_plural = _("roles in delegations")
