"""Which reminders have been sent: each goes out once."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SentReminder(models.Model):
    """A reminder that went out; its key says of what and when, never to whom."""

    source = models.CharField(max_length=40, editable=False)
    key = models.CharField(max_length=120, editable=False)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("sent reminder")
        verbose_name_plural = _("sent reminders")
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="reminder_sent_once")]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"
