"""Everything that writes partners, cities and projects."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from hub.models import Tag
from partners.imports import ImportPlan, Problem, RowPlan, plan_import
from partners.models import Partner, PartnerSector, TaggedPartner

if TYPE_CHECKING:
    from hub.models import User


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did, in numbers of partners."""

    created: int
    changed: int
    unchanged: int

    @property
    def written(self) -> int:
        """Created and changed together."""
        return self.created + self.changed


class ImportRefusedError(Exception):
    """The import can't be carried out; nothing was written. ``plan`` is what it would come to now."""

    def __init__(self, plan: ImportPlan, message: str) -> None:
        super().__init__(message)
        self.plan = plan


class ImportRowError(Exception):
    """The database or a rule of the catalogue refused a row; nothing was written."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.reason)
        self.problem = problem


def import_partners(
    plan: ImportPlan,
    *,
    imported_by: "User | None",
    as_drafts: bool = False,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> ImportResult:
    """Write what ``plan`` says in one transaction: all rows, or none.

    The table is planned anew behind a lock. If that comes to something other than ``plan``, because the catalogue
    has changed since, nothing is written and ``ImportRefusedError`` carries the new plan; if it comes to nothing to
    do, because another import of the same file was first, the result says so. ``ImportRowError`` names a row that
    the database refused. New partners are published, or only saved if ``as_drafts``; changed ones always published.
    ``on_progress`` is told how many rows of how many are written.
    """
    with transaction.atomic():
        # SQLite has one writer at a time anyway; PostgreSQL waits here for another import to end.
        list(ContentType.objects.select_for_update(no_key=True).filter(app_label="partners", model="partner"))
        current = plan_import(plan.table, plan.answers)
        if not current.is_ready:
            raise ImportRefusedError(current, _("There are errors or open questions; nothing was imported."))
        writing = current.new + current.changed
        if writing and current.fingerprint != plan.fingerprint:
            raise ImportRefusedError(current, _("The catalogue has changed in the meantime; nothing was imported."))
        writer = _PartnerWriter(imported_by, as_drafts)
        for done, row in enumerate(_wholes_first(writing), start=1):
            _write(writer, row, plan)
            on_progress(done, len(writing))
    return ImportResult(len(current.new), len(current.changed), len(current.unchanged))


def _write(writer: "_PartnerWriter", row: RowPlan, plan: ImportPlan) -> None:
    title_heading = plan.table.heading("title_da" if "title_da" in row.values else "title_en")
    try:
        writer.write(row)
    except ValidationError as error:
        faults = error.message_dict if hasattr(error, "error_dict") else {"title_da": error.messages}
        field, messages = next(iter(faults.items()))
        column = plan.table.headings.get(field, title_heading)
        raise ImportRowError(Problem(row.number, column, " ".join(messages))) from error
    except DatabaseError as error:
        reason = _("The database refused this row.")
        raise ImportRowError(Problem(row.number, title_heading, reason)) from error


def _wholes_first(rows: tuple[RowPlan, ...]) -> Iterator[RowPlan]:
    """The rows in their order, but each after the row that it is part of. The plan has made sure of no circles."""
    by_number = {row.number: row for row in rows}
    given: set[int] = set()
    for row in rows:
        chain = []
        above: RowPlan | None = row
        while above is not None and above.number not in given:
            chain.append(above)
            given.add(above.number)
            above = by_number.get(above.whole.row) if above.whole and above.whole.row else None
        yield from reversed(chain)


class _PartnerWriter:
    """Writes rows one by one, and remembers which partners and tags it has made."""

    def __init__(self, user: "User | None", as_drafts: bool) -> None:
        self.user, self.as_drafts = user, as_drafts
        self.made: dict[int, Partner] = {}
        self.tags = {tag.name.casefold(): tag for tag in Tag.objects.all()}

    def write(self, row: RowPlan) -> None:
        """Create or change the partner of ``row``."""
        partner = Partner(live=False) if row.partner is None else Partner.objects.get(pk=row.partner.pk)
        for change in row.changes:
            self._set(partner, change.field, change.value, row)
        if row.partner is None:
            # The database itself minds what is unique and the constraints.
            partner.full_clean(validate_unique=False, validate_constraints=False)
            partner.save()
            log(instance=partner, action="wagtail.create", user=self.user, content_changed=True)
            self.made[row.number] = partner
        # A new partner has just been checked, and checking takes longer than writing.
        is_new = row.partner is None
        revision = partner.save_revision(user=self.user, log_action=not is_new, clean=not is_new)
        if row.partner is not None or not self.as_drafts:
            revision.publish(user=self.user)

    def _set(self, partner: Partner, field: str, value: Any, row: RowPlan) -> None:
        if field == "tags":
            partner.tagged_items = [TaggedPartner(tag=self._tag(word)) for word in value]
        elif field == "further_sectors":
            partner.further_sectors = [PartnerSector(sector=sector) for sector in value]
        elif field == "parent":
            whole = row.whole
            partner.parent = self.made[whole.row] if whole and whole.row else None
            if whole and whole.pk:
                partner.parent_id = whole.pk
        else:
            is_relation = field in ("kind", "scope")
            setattr(partner, f"{field}_id" if is_relation else field, value)

    def _tag(self, word: str) -> Tag:
        """The tag of that name, made if it is a new word."""
        tag = self.tags.get(word.casefold())
        if tag is None:
            tag = self.tags[word.casefold()] = Tag.objects.create(name=word)
        return tag
