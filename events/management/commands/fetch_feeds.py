"""``fetch_feeds``: fetch the calendars of others and stage what is new in them."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from events.intake.jobs import Outcome, fetch_feeds
from events.models import Feed


class Command(BaseCommand):
    """Run by the clock. A calendar that fails is told of on its page in the admin; the others go on."""

    help = "Fetches the calendars of other cities and partners. Running it again changes nothing that is the same."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--feed", type=int, action="append", metavar="ID", help="only this one (may be repeated)")

    def handle(self, *args: Any, **options: Any) -> None:
        feeds = Feed.objects.active().order_by("pk")
        if chosen := options["feed"]:
            # One that is named is fetched even if it is switched off.
            feeds = Feed.objects.filter(pk__in=chosen).order_by("pk")
            if missing := set(chosen) - set(feeds.values_list("pk", flat=True)):
                raise CommandError(
                    _("There is no calendar with the number %(numbers)s.")
                    % {"numbers": ", ".join(map(str, sorted(missing)))}
                )
        count = failed = 0
        for outcome in fetch_feeds(feeds.select_related("partner", "city")):
            count, failed = count + 1, failed + (outcome.staged is None)
            if options["verbosity"]:
                self.stdout.write(_said(outcome))
        if options["verbosity"]:
            self.stdout.write(_("%(count)d calendars fetched, %(failed)d failed.") % {"count": count, "failed": failed})


def _said(outcome: Outcome) -> str:
    feed, staged = outcome.feed, outcome.staged
    if staged is None:
        values = {"title": feed, "problem": feed.get_problem_display(), "detail": feed.problem_detail}
        return (_("%(title)s: failed. %(problem)s %(detail)s") % values).rstrip()
    return _(
        "%(title)s: %(new)d new, %(changed)d changed, %(cancelled)d cancelled, %(vanished)d vanished, "
        "%(unchanged)d unchanged; %(accepted)d accepted."
    ) % {
        "title": feed,
        "new": staged.new,
        "changed": staged.changed,
        "cancelled": staged.cancelled,
        "vanished": staged.vanished,
        "unchanged": staged.unchanged,
        "accepted": outcome.accepted,
    }
