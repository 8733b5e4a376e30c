"""Numbers as each language writes them: 1,234.5 and 1.234,5."""

from decimal import Decimal

from babel.numbers import format_decimal

from events.reporting.document import LOCALES, Value


def shown(value: Value, language: str) -> str:
    """A value of a table as people read it; nothing for what is not known."""
    if value is None:
        return "–"
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return str(value)
    return str(format_decimal(value, locale=LOCALES.get(language, LOCALES["en"])))
