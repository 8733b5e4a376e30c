"""``reset_second_factor EMAIL``: for somebody who lost the phone."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.accounts.resetting import reset_second_factor
from hub.models import User


class Command(BaseCommand):
    """Says how many factors went; fails on an address that nobody has. Be sure who asks before you run it."""

    help = "Removes somebody's second factor and ends their sessions; they set up a new one at the next sign-in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address with which the person signs in")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=options["email"].strip().lower()).first()
        if user is None:
            raise CommandError(_("Nobody signs in with this address."))
        removed = reset_second_factor(user, reset_by=None)
        if not removed:
            self.stdout.write(_("There was no second factor to remove."))
            return
        text = ngettext(
            "%(count)d factor removed; the person is signed out everywhere and told by mail.",
            "%(count)d factors removed; the person is signed out everywhere and told by mail.",
            removed,
        )
        self.stdout.write(text % {"count": removed})
