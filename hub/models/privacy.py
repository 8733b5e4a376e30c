"""Personal data that is shown or kept: contact persons with their consent, and how long what is kept."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from hub.choices import ConsentMeans


class ContactPersonQuerySet(models.QuerySet["ContactPerson"]):
    """What contact persons can be asked."""

    def shown(self) -> Self:
        """Keep those who agreed and have not taken it back: nobody else is ever shown."""
        return self.filter(consented_at__isnull=False, withdrawn_at__isnull=True)

    def of(self, record: Any) -> Self:
        """Keep those of one record."""
        return self.filter(content_type=ContentType.objects.get_for_model(record), object_id=record.pk)


class ContactPerson(models.Model):
    """Somebody who can be asked about a record, if they agree to be named.

    Not part of the record's revisions: consent that is withdrawn must be gone everywhere at once.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", editable=False)
    object_id = models.PositiveBigIntegerField(editable=False)
    record = GenericForeignKey("content_type", "object_id")

    name = models.CharField(_("name"), max_length=120)
    job = models.CharField(_("what they do"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"))
    phone = models.CharField(_("telephone"), max_length=40, blank=True)

    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    # Names the link by which consent was asked for; part of what the link's signature covers.
    link_key = models.UUIDField(_("link"), default=uuid.uuid4, unique=True, editable=False)

    consented_at = models.DateTimeField(_("agreed"), null=True, editable=False)
    consent_means = models.CharField(_("agreed by"), max_length=10, choices=ConsentMeans, blank=True, editable=False)
    consented_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("agreed as"),
        editable=False,
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)

    objects = ContactPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")
        ordering = ["pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="contact_persons_of_record")]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "email"],
                condition=Q(withdrawn_at__isnull=True),
                name="contact_person_of_record_once",
            ),
            models.CheckConstraint(
                condition=Q(consented_at__isnull=True) | ~Q(consent_means=""), name="consent_says_by_what_means"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_shown(self) -> bool:
        """Whether visitors see it."""
        return self.consented_at is not None and self.withdrawn_at is None


def _days(label: Any, default: int, help_text: Any = "") -> Any:
    return models.PositiveIntegerField(
        label, default=default, validators=[MinValueValidator(1), MaxValueValidator(3650)], help_text=help_text
    )


@register_setting(icon="lock", order=900)
class PrivacySettings(BaseSiteSetting):
    """For how many days personal data is kept; ``purge_personal_data`` removes what is older."""

    unverified_account_days = _days(_("sign-ups whose address was never confirmed"), 7)
    idle_account_days = _days(
        _("accounts that nobody used"),
        3 * 365,
        _("Only accounts without a place in an organisation and without a role."),
    )
    former_member_days = _days(_("places of former members"), 365)
    join_request_days = _days(_("decided requests to join"), 180)
    invitation_days = _days(_("invitations that were used, withdrawn or have run out"), 30)
    unanswered_contact_days = _days(_("contact persons who never answered"), 30)
    withdrawn_contact_days = _days(_("record of a withdrawn consent"), 365)
    session_days = _days(_("devices that are signed out"), 30)
    correction_address_days = _days(
        _("addresses of readers whose suggestion still waits"),
        180,
        _("The address alone; the suggestion stays. When it is settled the address goes at once."),
    )
    correction_days = _days(_("suggested corrections that are settled"), 365)
    closed_proposal_days = _days(
        _("proposals that were declined or withdrawn"), 365, _("With the draft, if nothing of it was ever published.")
    )
    closed_answer_days = _days(
        _("answers to open calls that were declined, withdrawn or never handed in"), 365, _("With their files.")
    )
    notice_days = _days(_("notices of cities that have run out"), 180)
    delegation_days = _days(
        _("names, contacts and needs of delegations, after the event"), 180, _("The head counts stay.")
    )

    panels = [
        HelpPanel(_("Days after which each kind of personal data is removed.")),
        *(
            FieldPanel(name)
            for name in (
                "unverified_account_days",
                "idle_account_days",
                "former_member_days",
                "join_request_days",
                "invitation_days",
                "unanswered_contact_days",
                "withdrawn_contact_days",
                "session_days",
                "correction_address_days",
                "correction_days",
                "closed_proposal_days",
                "closed_answer_days",
                "notice_days",
                "delegation_days",
            )
        ),
    ]

    class Meta:
        verbose_name = _("privacy settings")
