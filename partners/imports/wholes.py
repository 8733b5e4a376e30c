"""What a partner is part of: a partner of the catalogue, or another row of the same file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from partners.imports.stock import Stock

if TYPE_CHECKING:
    from partners.imports.plan import RowPlan


@dataclass(frozen=True, slots=True)
class Whole:
    """The partner that another is part of: its key, or the row that will make it."""

    title: str
    pk: int | None = None
    row: int | None = None


def rows_by_name(rows: Sequence["RowPlan"]) -> dict[str, "RowPlan"]:
    """The first row with each title, address and CVR number."""
    found: dict[str, RowPlan] = {}
    for row in rows:
        for name in ("title_da", "title_en", "slug", "cvr"):
            if value := row.values.get(name):
                found.setdefault(value.casefold(), row)
    return found


def find_whole(text: str, stock: Stock, rows: Mapping[str, "RowPlan"]) -> Whole | None:
    """The partner meant by an address, a CVR number or a title: of the catalogue, else of the file."""
    found = stock.by_slug.get(text.lower()) or stock.by_cvr.get(text)
    titled = stock.by_title.get(text.casefold(), ())
    if found is None and len({holding.heir for holding in titled}) == 1:
        found = titled[0]
    if found is not None:
        heir = stock.holdings[found.heir]
        return Whole(heir.title, pk=heir.pk)
    row = rows.get(text.casefold())
    if row is None:
        return None
    return Whole(row.title, pk=row.partner.pk) if row.partner else Whole(row.title, row=row.number)


def circular_rows(rows: Sequence["RowPlan"], stock: Stock) -> set[int]:
    """The rows whose chain of wholes leads back to them."""
    above: dict[object, object] = {
        ("pk", holding.pk): ("pk", holding.values["parent"])
        for holding in stock.holdings.values()
        if holding.values["parent"]
    }
    places = {row.number: ("pk", row.partner.pk) if row.partner else ("row", row.number) for row in rows}
    for row in rows:
        if row.whole is not None:
            above[places[row.number]] = ("pk", row.whole.pk) if row.whole.pk else ("row", row.whole.row)
    return {row.number for row in rows if row.whole is not None and _returns(places[row.number], above)}


def _returns(start: object, above: dict[object, object]) -> bool:
    seen: set[object] = set()
    place = above.get(start)
    while place is not None and place not in seen:
        if place == start:
            return True
        seen.add(place)
        place = above.get(place)
    return False
