"""Organisations and cities that are here already and may be the one that somebody is about to register."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from partners.imports.lookalikes import NameIndex, site_of
from partners.membership import Organisation
from partners.models import City, Partner

MOST_SHOWN = 5
MOST_FOUND = 10


@dataclass(frozen=True, slots=True)
class LookAlike:
    """One that is here, and why it may be meant."""

    organisation: Organisation
    why: str

    @property
    def claim_url(self) -> str:
        """Where one says “that’s us”."""
        found = self.organisation
        return reverse("portal:join_claim", kwargs={"kind": found._meta.model_name, "uid": found.uid})

    def as_json(self) -> dict[str, Any]:
        """What the script beside the form shows."""
        found = self.organisation
        return {"title": str(found.title), "url": found.url, "claim_url": self.claim_url, "why": self.why}


def find_look_alikes(*, title: str = "", website: str = "", cvr: str = "") -> list[LookAlike]:
    """Public partners and cities with the same number, website or nearly the same name; the surest first. Two queries.

    Records that are not public are never named: nobody learns of a draft by typing.
    """
    records: list[Organisation] = [*Partner.objects.public(), *City.objects.public()]
    found: dict[tuple[str, int], LookAlike] = {}

    def add(record: Organisation, why: str) -> None:
        found.setdefault((str(record._meta.model_name), record.pk), LookAlike(record, why))

    host = site_of(website if "//" in website else f"https://{website}") if website.strip() else ""
    for record in records:
        if cvr and getattr(record, "cvr", None) == cvr:
            add(record, _("has this CVR number"))
    for record in records:
        if host and record.website and site_of(record.website) == host:
            add(record, _("has this website"))
    for number in _similar(records, title):
        add(records[number], _("has nearly this name"))
    return list(found.values())[:MOST_SHOWN]


def find_named(words: str) -> list[LookAlike]:
    """Public partners and cities that look alike, then those with ``words`` in their name; for people who search."""
    is_host = "." in words and " " not in words
    found = find_look_alikes(title=words, website=words if is_host else "", cvr=words if words.isdigit() else "")
    known = {(type(one.organisation), one.organisation.pk) for one in found}
    named = Q(title_da__icontains=words) | Q(title_en__icontains=words)
    for model in (Partner, City):
        rows = model.objects.public().filter(named)[:MOST_FOUND]
        found += [LookAlike(row, _("has this in its name")) for row in rows if (model, row.pk) not in known]
    return found[:MOST_FOUND]


def _similar(records: list[Organisation], title: str) -> list[int]:
    """The positions of the records whose name in either language, or a former one, is like ``title``."""
    if not title.strip():
        return []
    names: NameIndex[int] = NameIndex()
    for number, record in enumerate(records):
        others = getattr(record, "aliases", "").splitlines()
        for name in {record.title_da, record.title_en, *others} - {""}:
            names.add(name, number)
    return names.similar(title)
