"""The facts that a fresh hub starts with, and words for the municipality's note that many of them come from."""

import json
from functools import cache
from pathlib import Path
from typing import Any

DATA_DIR = Path(__file__).resolve().parent.parent / "data"

Both = tuple[str, str]
NOTE: Both = ("Viborg Kommunes baggrundsnotat", "Viborg Municipality’s background note")
NOTHING: Both = ("", "")
NOTE_SOURCE = "Viborg Kommune: baggrundsnotat om ansøgningen til UNESCOs netværk for kreative byer"


@cache
def facts(name: str) -> dict[str, Any]:
    """The data file ``name`` (``"seed"``, ``"uccn"`` …)."""
    found: dict[str, Any] = json.loads((DATA_DIR / f"{name}.json").read_text(encoding="utf-8"))
    return found


def both(row: dict[str, Any], name: str = "") -> Both:
    """The Danish and the English text of ``row``: of its ``da`` and ``en``, or of ``<name>_da`` and ``<name>_en``."""
    return (row[f"{name}_da"], row[f"{name}_en"]) if name else (row["da"], row["en"])


def activity(key: str) -> dict[str, Any]:
    """A real activity; only one that a public source verifies."""
    found: dict[str, Any] = next(row for row in facts("activities")["activities"] if row["key"] == key)
    if not found["verified"]:
        raise ValueError(f"The activity “{key}” is not verified and can’t be told as true.")
    return found
