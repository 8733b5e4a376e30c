"""Vocabularies of this app: data that staff can correct."""

from django.utils.translation import gettext_lazy as _

from hub.models.taxonomies import Term


class EventKind(Term):
    """What an event is: festival, conference, residency, study visit, workshop, open call …"""

    class Meta(Term.Meta):
        verbose_name = _("kind of event")
        verbose_name_plural = _("kinds of event")
