"""How the sample pages read the seed files, and the names of the note that much of them comes from."""

from typing import Any

from hub.seed_files import facts

Both = tuple[str, str]
NOTE: Both = ("Viborg Kommunes baggrundsnotat", "Viborg Municipality’s background note")
NOTHING: Both = ("", "")
NOTE_SOURCE = "Viborg Kommune: baggrundsnotat om ansøgningen til UNESCOs netværk for kreative byer"
# What English pages call sources that are named in Danish.
ENGLISH_SOURCES = {
    NOTE_SOURCE: "Viborg Municipality: background note on the application to UNESCO’s Creative Cities Network (in Danish)"
}


def both(row: dict[str, Any], name: str = "") -> Both:
    """The Danish and the English text of ``row``: of its ``da`` and ``en``, or of ``<name>_da`` and ``<name>_en``."""
    return (row[f"{name}_da"], row[f"{name}_en"]) if name else (row["da"], row["en"])


def activity(key: str) -> dict[str, Any]:
    """A real activity; only one that a public source verifies."""
    found: dict[str, Any] = next(row for row in facts("activities")["activities"] if row["key"] == key)
    if not found["verified"]:
        raise ValueError(f"The activity “{key}” is not verified and can’t be told as true.")
    return found
