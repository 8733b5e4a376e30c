"""``check_evidence``: whether what proves activities is still there."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from events.reporting.models import Evidence
from events.reporting.services.checking import Checked, check_evidence, due_for_check


class Command(BaseCommand):
    """Run by the clock. Each link is asked for once a day at most, however often this runs."""

    help = "Checks the links of evidence, keeps copies of what may be kept, and says what is dead or expired."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--evidence", type=int, action="append", metavar="NUMBER", help="only this one, now (may be repeated)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = due_for_check()
        if chosen := options["evidence"]:
            waiting = list(Evidence.objects.filter(pk__in=chosen).select_related("activity"))
            if missing := set(chosen) - {piece.pk for piece in waiting}:
                numbers = ", ".join(map(str, sorted(missing)))
                raise CommandError(_("There is no evidence with the number %(numbers)s.") % {"numbers": numbers})
        states: Counter[str] = Counter()
        copies = 0
        for checked in check_evidence(waiting):
            states[checked.evidence.state] += 1
            copies += checked.copied
            if options["verbosity"] > 1 or (checked.changed and options["verbosity"]):
                self.stdout.write(_said(checked))
        if options["verbosity"]:
            self._sum_up(states, copies)

    def _sum_up(self, states: Counter[str], copies: int) -> None:
        values = {name: states[name] for name in ("alive", "dead", "expired", "unchecked")}
        text = _(
            "%(count)d checked: %(alive)d alive, %(dead)d dead, %(expired)d expired, %(unchecked)d not known; "
            "%(copies)d copies kept."
        )
        self.stdout.write(text % {"count": sum(states.values()), "copies": copies, **values})


def _said(checked: Checked) -> str:
    piece = checked.evidence
    problem = piece.get_problem_display() if piece.problem else ""
    return f"{piece.reference} {piece.get_state_display()} {piece.http_status or ''} {problem}".strip()
