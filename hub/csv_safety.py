"""Spreadsheet cells that can't run: a text that looks like a formula is shown, not computed."""

from collections.abc import Iterable
from typing import Any

# OWASP, "CSV Injection": the characters with which spreadsheets let a formula begin.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(value: Any) -> Any:
    """``value`` with a leading apostrophe if it is a text that a spreadsheet would take for a formula."""
    if isinstance(value, list | tuple | set):
        value = "; ".join(str(part) for part in value)
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS):
        return "'" + value
    return "" if value is None else value


def unguarded(text: str) -> str:
    """``text`` without the apostrophe that ``harmless`` gave it, so that what was exported can be imported."""
    return text[1:] if text.startswith("'") and text[1:].lstrip(" ").startswith(FORMULA_STARTS) else text


def harmless_row(values: Iterable[Any]) -> list[Any]:
    """Each value of a row made harmless."""
    return [harmless(value) for value in values]
