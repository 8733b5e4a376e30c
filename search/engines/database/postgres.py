"""Postings in PostgreSQL: one tsvector for each row, its lexemes prefixed with the part of the text they stand in."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from search.engines.base import TEXT_PARTS, EngineDocument
from search.engines.database.clauses import Clause
from search.models import SearchItem

LETTERS = dict(zip(TEXT_PARTS, "tgnlb", strict=True))
GAP_POSITIONS = 2  # between parts: nothing stands beside the end of another part
HIGHEST_POSITION = 16_383  # what a tsvector can count; words beyond are found, but not side by side


def matching(clauses: Sequence[Clause]) -> list[NDArray[np.int64]]:
    """The row numbers that meet each clause; one statement."""
    if not clauses:
        return []
    table = connection.ops.quote_name(SearchItem._meta.db_table)
    one = f"SELECT %s::int, string_agg(id::text, ',') FROM {table} WHERE vector @@ %s::tsquery"  # noqa: S608
    parameters = [value for number, clause in enumerate(clauses) for value in (number, expression(clause))]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(clauses)), parameters)
        rows = dict(cursor.fetchall())
    return [_numbers(rows.get(number)) for number in range(len(clauses))]


def _numbers(text: str | None) -> NDArray[np.int64]:
    return np.sort(np.fromstring(text, dtype=np.int64, sep=",")) if text else np.empty(0, dtype=np.int64)


def expression(clause: Clause) -> str:
    """The clause as a ``tsquery`` literal; lexemes hold no quotes or backslashes, so quoting them is enough."""
    letters = [LETTERS[part] for part in clause.parts]
    if clause.in_order:
        return " | ".join(_side_by_side(letter, clause.groups) for letter in letters)
    return " & ".join(f"({' | '.join(_lexemes(letters, group))})" for group in clause.groups)


def _side_by_side(letter: str, groups: Iterable[frozenset[str]]) -> str:
    choices = (" | ".join(_lexemes([letter], group)) for group in groups)
    return f"({' <-> '.join(f'({choice})' for choice in choices)})"


def _lexemes(letters: Sequence[str], group: Iterable[str]) -> Iterator[str]:
    return (_quoted(letter, word) for word in sorted(group) for letter in letters)


def _quoted(letter: str, word: str) -> str:
    return f"'{letter}{word}'"


def write(rows: Sequence[tuple[int, EngineDocument]]) -> None:
    """Replace the words of some rows; tombstones have none."""
    table = connection.ops.quote_name(SearchItem._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET vector = %s::tsvector WHERE id = %s",  # noqa: S608
            [(vector(document), row) for row, document in rows],
        )


def vector(document: EngineDocument) -> str | None:
    """The words of a document as a ``tsvector`` literal, with their positions."""
    if document.is_deleted:
        return None
    lexemes, position = [], 1
    for part, letter in LETTERS.items():
        for word in document.text.get(part, "").split():
            lexemes.append(f"{_quoted(letter, word)}:{min(position, HIGHEST_POSITION)}")
            position += 1
        position += GAP_POSITIONS
    return " ".join(lexemes)
