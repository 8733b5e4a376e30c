"""A number with what it counts: each leads to a list of exactly as many rows. Pure."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal
from urllib.parse import urlencode

from babel.numbers import format_decimal

from hub.bilingual import active_language

Rows = Literal["activities", "projects", "partners", "cities", "delegations", "exchange"]
# The names that a list's address may have, in the order in which they are written.
FILTERS = (
    "priority", "objective", "sdg", "area", "dimension", "scope", "year", "without",
    "sector", "triple", "kind", "unsaid", "said", "role", "visit", "recorded", "proof", "gap", "region", "what",
)  # fmt: skip
MEASURES_OF_LISTS = ("people", "hours_planned", "hours_spent", "money_planned", "money_spent", "came")
LOCALES = {"da": "da_DK", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows: of what kind, and by which filters. Its query string is the list's."""

    rows: Rows
    filters: tuple[tuple[str, str], ...] = ()
    measure: str = ""

    def __post_init__(self) -> None:
        # Written one way, so that the same question is the same selection.
        ordered = tuple(sorted(self.filters, key=lambda pair: FILTERS.index(pair[0])))
        object.__setattr__(self, "filters", ordered)

    def query(self, period: object) -> str:
        """The query string of the list in ``period``."""
        pairs = [("period", str(period)), ("rows", self.rows), *self.filters]
        return urlencode([*pairs, ("measure", self.measure)] if self.measure else pairs)


@dataclass(frozen=True, slots=True)
class Number:
    """A value that a figure gives. ``rows`` is how many rows its list has; of a plain count, the value itself."""

    value: int | Decimal
    selection: Selection
    rows: int

    @property
    def shown(self) -> str:
        """As the active language writes it; money and hours rounded half up to whole ones, here and nowhere else."""
        return written(self.value)


def count(value: int, rows: Rows, *filters: tuple[str, str]) -> Number:
    """A number that counts the rows of its list."""
    return Number(value, Selection(rows, filters), value)


def written(value: int | Decimal) -> str:
    """A whole number in the active language."""
    whole = value if isinstance(value, int) else value.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return str(format_decimal(whole, locale=LOCALES[active_language()]))
