"""``publish_scheduled``: Wagtail's command, which one version that can't be published doesn't stop."""

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import Revision

logger = logging.getLogger("hub.clock")


class Command(WagtailCommand):
    """Publishes what is due one by one, then lets Wagtail take down what has expired.

    What is refused (partners that would be part of each other in a circle, a merged record) is scheduled no more:
    its history says why, and it stays a draft.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dryrun"]:
            due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at", "pk")
            for revision in list(due):
                self._publish(revision)
        super().handle(*args, **options)

    def _publish(self, revision: Revision) -> None:
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
        except (ValidationError, IntegrityError) as refusal:
            self._refuse(revision, refusal)

    def _refuse(self, revision: Revision, refusal: ValidationError | IntegrityError) -> None:
        reason = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else ""
        with transaction.atomic():
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            log(instance=revision.content_object, action="hub.schedule_refused", data={"reason": reason})
        model = revision.content_type.model_class()
        name = model._meta.label if model else "?"
        logger.error("version %s of %s %s was not published as scheduled", revision.pk, name, revision.object_id)
        self.stderr.write(f"{name} {revision.object_id}: {reason or refusal.__class__.__name__}")
