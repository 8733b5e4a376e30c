"""The differences between a row and what the catalogue holds."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hub.choices import HelixSector
from partners.imports.columns import BY_FIELD, COLUMNS
from partners.imports.stock import Holding, Stock
from partners.imports.wholes import Whole


@dataclass(frozen=True, slots=True)
class Change:
    """A field, how it is and how it will be: ``value`` to store, ``before`` and ``after`` to read."""

    field: str
    value: Any
    before: str
    after: str

    @property
    def label(self) -> str:
        """The column's heading in the reader's language."""
        return BY_FIELD[self.field].heading()


def creation_of(values: Mapping[str, Any], whole: Whole | None, stock: Stock) -> tuple[Change, ...]:
    """Every given value as a change from nothing."""
    wanted = dict(values)
    if "further_sectors" in wanted:
        wanted["further_sectors"] = tuple(key for key in wanted["further_sectors"] if key != values.get("sector"))
    return tuple(
        Change(name, wanted[name], "", _readable(name, wanted[name], whole, stock))
        for name in (column.field for column in COLUMNS)
        if name in wanted
    )


def changes_to(holding: Holding, values: Mapping[str, Any], whole: Whole | None, stock: Stock) -> tuple[Change, ...]:
    """What the given values would change; lists only grow, and an empty cell changes nothing."""
    held = holding.values
    wanted = dict(values)
    if "tags" in wanted:
        wanted["tags"] = _united(held["tags"], wanted["tags"])
    main = wanted.get("sector", held["sector"])
    further = tuple(key for key in (*held["further_sectors"], *wanted.get("further_sectors", ())) if key != main)
    wanted["further_sectors"] = tuple(dict.fromkeys(further))
    changes = []
    for name in (column.field for column in COLUMNS):
        if name in wanted and not _is_same(name, wanted[name], held, whole):
            before = _held_readable(name, held[name], stock)
            changes.append(Change(name, wanted[name], before, _readable(name, wanted[name], whole, stock)))
    return tuple(changes)


def _united(held: tuple[str, ...], given: tuple[str, ...]) -> tuple[str, ...]:
    words = {word.casefold(): word for word in (*given, *held)}
    return tuple(words[key] for key in dict.fromkeys(word.casefold() for word in (*held, *given)))


def _is_same(name: str, value: Any, held: Mapping[str, Any], whole: Whole | None) -> bool:
    if name == "parent":
        return whole is None or whole.pk == held["parent"]
    if name in ("body_da", "body_en"):
        # The editor formats and numbers paragraphs; the same words are the same text.
        return plain_text(value) == plain_text(held[name])
    if name in ("lead_da", "lead_en", "source"):
        return str(value).split() == (held[name] or "").split()
    return bool(value == held[name])


def plain_text(rich_text: str) -> str:
    """The words of a rich text on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", rich_text or "")).split())


def _held_readable(name: str, value: Any, stock: Stock) -> str:
    if name == "parent":
        return stock.holdings[value].title if value in stock.holdings else ""
    return _readable(name, value, None, stock)


def _readable(name: str, value: Any, whole: Whole | None, stock: Stock) -> str:
    if value is None or value == "":
        return ""
    if name == "parent":
        return whole.title if whole else str(value)
    if name == "sector":
        return str(HelixSector(value).label)
    if name == "further_sectors":
        return ", ".join(str(HelixSector(key).label) for key in value)
    if name in ("kind", "scope"):
        terms = stock.kinds if name == "kind" else stock.scopes
        return terms.label_by_pk.get(value, "")
    if name in ("body_da", "body_en"):
        return plain_text(value)
    return ", ".join(value) if name == "tags" else str(value)
