"""How acts on answers read in an event's history, and what becomes of the files of answers that go."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from events.models import AnswerFile


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Who answered and what the host wrote is not told there."""
    actions.register_action("events.decide_answer", _("Answer decided"), _("An answer to the call was decided on"))


@receiver(post_delete, sender=AnswerFile)
def remove_from_disk(instance: AnswerFile, **kwargs: Any) -> None:
    """A row that goes takes its file with it, once that is certain."""
    transaction.on_commit(partial(instance.file.storage.delete, instance.file.name))
