"""Applies the table of roles: groups, rights, moderation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from hub.role_sync import sync_roles


class Command(BaseCommand):
    """Makes groups, rights and workflow what ``hub/roles.py`` says."""

    help = "Make the groups of staff, their rights and the moderation workflow what hub/roles.py says."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = sync_roles()
        except LookupError as error:
            raise CommandError(str(error)) from error
        for sentence in done or [_("The roles are as the table says; nothing to do.")]:
            self.stdout.write(sentence)
