"""What can be wrong with a file as a whole, and with one of its cells."""

from dataclasses import dataclass


class TableError(Exception):
    """The file can't be read as a table of partners; the message says why, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell: row number and column heading as in the file, and why."""

    row: int
    column: str
    reason: str
