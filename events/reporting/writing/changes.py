"""What the records say now that a submitted report said otherwise. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs: of what (``subject``), which (``field``), and what it was and is; "" for nothing."""

    subject: str
    field: str
    before: str
    after: str


def changes(frozen: dict[str, Any], now: dict[str, Any]) -> list[Change]:
    """Activities that came, went or changed, then evidence, then figures."""
    return [
        *_of_rows(_by(frozen, "activities", "uid"), _by(now, "activities", "uid"), _title),
        *_of_rows(_by(frozen, "evidence", "number"), _by(now, "evidence", "number"), lambda row: f"E{row['number']}"),
        *_of_figures(_by(frozen, "figures", "key"), _by(now, "figures", "key")),
    ]


def _by(data: dict[str, Any], name: str, key: str) -> dict[Any, dict[str, Any]]:
    return {row[key]: row for row in data.get(name, [])}


def _title(row: dict[str, Any]) -> str:
    title = row["title"]
    return str(title.get("en") or title.get("da") or row["uid"])


def _of_rows(before: dict[Any, Any], after: dict[Any, Any], name: Any) -> Iterator[Change]:
    for key in [*before, *(key for key in after if key not in before)]:
        old, new = before.get(key), after.get(key)
        if old is None or new is None:
            yield Change(name(old or new), "", "" if old is None else name(old), "" if new is None else name(new))
            continue
        for field in sorted({*old, *new}):
            if old.get(field) != new.get(field):
                yield Change(name(old), field, _said(old.get(field)), _said(new.get(field)))


def _of_figures(before: dict[Any, Any], after: dict[Any, Any]) -> Iterator[Change]:
    for key, old in before.items():
        new = after.get(key)
        rows_before, rows_after = _cells(old), _cells(new) if new else {}
        for place in [*rows_before, *(place for place in rows_after if place not in rows_before)]:
            one, other = rows_before.get(place), rows_after.get(place)
            if one != other:
                yield Change(old["title"], place, _said(one), _said(other))


def _cells(figure: dict[str, Any]) -> dict[str, Any]:
    return {
        " · ".join((table["caption"], str(row[0]), heading)): value
        for table in figure["tables"]
        for row in table["rows"]
        for heading, value in zip(table["headings"][1:], row[1:], strict=False)
    }


def _said(value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {said}" for key, inner in sorted(value.items()) if (said := _said(inner)))
    return ", ".join(str(inner) for inner in value) if isinstance(value, list) else str(value)
