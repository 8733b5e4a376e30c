"""``access_matrix``: who may open which address, as Markdown."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.access import as_markdown, beyond_contract, row_of
from hub.access_routes import every_address


class Command(BaseCommand):
    """Prints the table; fails on an address without a row and on a row beyond the contract."""

    help = "Prints who may open which address, for docs/access-matrix.md."

    def handle(self, *args: Any, **options: Any) -> None:
        routes = [address.route for address in every_address()]
        if missing := [route for route in routes if row_of(route) is None]:
            raise CommandError(f"These addresses have no row in hub/access.py: {', '.join(missing)}")
        if extra := beyond_contract():
            raise CommandError(f"These rows let in more people than the contract: {'; '.join(extra)}")
        self.stdout.write(HEAD)
        self.stdout.write(as_markdown(routes))


HEAD = """# Who may open what
Made by `manage.py access_matrix` from `hub/access.py`; a test tries every row and holds this page to it.
Seen from partner A: its members, its former members, members of partner B, members of a city. The first line that
matches an address is its line; things that are not one's own answer like things that don't exist. Records have a
public page only while they are live: drafts and what is handed in answer 404 to everybody, withdrawn ones 410.
The admin asks everybody whom it lets in for a second factor as well.
"""
