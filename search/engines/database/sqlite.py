"""Postings in SQLite: an FTS5 table (made by the first migration) with a column for each part of the text, analysed."""

from collections.abc import Iterable, Sequence
from itertools import product

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from search.engines.base import TEXT_PARTS, EngineDocument
from search.engines.database.clauses import Clause

TABLE = "search_fts"
CLAUSES_AT_ONCE = 400  # SQLite takes at most 500 SELECTs in one statement


def matching(clauses: Sequence[Clause]) -> list[NDArray[np.int64]]:
    """The row numbers that meet each clause; one statement for up to 400 clauses."""
    found: list[NDArray[np.int64]] = []
    for start in range(0, len(clauses), CLAUSES_AT_ONCE):
        found += _matching(clauses[start : start + CLAUSES_AT_ONCE])
    return found


def _matching(clauses: Sequence[Clause]) -> list[NDArray[np.int64]]:
    one = f"SELECT %s AS clause, group_concat(rowid) AS ids FROM {TABLE} WHERE {TABLE} MATCH %s"  # noqa: S608
    parameters = [value for number, clause in enumerate(clauses) for value in (number, expression(clause))]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(clauses)), parameters)
        rows = dict(cursor.fetchall())
    return [_numbers(rows.get(number)) for number in range(len(clauses))]


def _numbers(text: str | None) -> NDArray[np.int64]:
    return np.fromstring(text, dtype=np.int64, sep=",") if text else np.empty(0, dtype=np.int64)


def expression(clause: Clause) -> str:
    """The clause in FTS5's language; words hold no quotes, so quoting them is enough."""
    columns = f"{{{' '.join(clause.parts)}}}"
    if clause.in_order:
        return f"{columns} : ({' OR '.join(_phrases(clause.groups))})"
    groups = (" OR ".join(f'"{word}"' for word in sorted(group)) for group in clause.groups)
    return f"{columns} : ({' AND '.join(f'({group})' for group in groups)})"


def _phrases(groups: Iterable[Iterable[str]]) -> list[str]:
    return [f'"{" ".join(words)}"' for words in product(*(sorted(group) for group in groups))]


def write(rows: Sequence[tuple[int, EngineDocument]]) -> None:
    """Replace the words of some rows; tombstones have none."""
    names, marks = ", ".join(TEXT_PARTS), ", ".join(["%s"] * len(TEXT_PARTS))
    kept = [(row, document) for row, document in rows if not document.is_deleted]
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(row,) for row, _ in rows])  # noqa: S608
        cursor.executemany(
            f"INSERT INTO {TABLE} (rowid, {names}) VALUES (%s, {marks})",  # noqa: S608
            [(row, *(document.text.get(part, "") for part in TEXT_PARTS)) for row, document in kept],
        )
