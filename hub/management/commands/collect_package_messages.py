"""``collect_package_messages``: after an upgrade, what installed packages say that nobody has in Danish."""

from typing import Any

from django.core.management.base import BaseCommand

from hub.package_messages import DOMAINS, catalogue_path, renewed_catalogue


class Command(BaseCommand):
    """Renews the project's catalogues of packages' texts; what is translated stays, what went is dropped."""

    help = "Collects texts of Wagtail and its kin that lack Danish into hub/locale_packages, to be translated there."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for domain in DOMAINS:
            catalogue, path = renewed_catalogue(domain), catalogue_path(domain)
            path.parent.mkdir(parents=True, exist_ok=True)
            catalogue.save(str(path))
            left = len(catalogue.untranslated_entries())
            self.stdout.write(f"{path.name}: {len(catalogue)} texts, {left} to be translated")
