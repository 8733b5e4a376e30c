"""The network as tables: partners or ties, in the order asked for. Works by links alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.choices import HelixSector
from hub.collation import sort_key
from hub.list_query import Text
from hub.network.graph import Standing, Tie


@dataclass(frozen=True, slots=True)
class Column:
    """A column that the table can be sorted by; numbers go down, words go up."""

    key: str
    label: Text
    sort: Callable[[Any], Any]
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading: ``query`` sorts by it, ``direction`` is set where the table is sorted by it."""

    label: Text
    query: str
    is_number: bool
    direction: str


def _sector(value: str) -> str:
    return str(HelixSector(value).label) if value in HelixSector.values else value


STANDING_COLUMNS = (
    Column("name", _("Partner"), lambda row: sort_key(row.actor.name)),
    Column("sector", _("Sector"), lambda row: sort_key(_sector(row.actor.sector))),
    Column("ties", _("Ties"), lambda row: -row.ties, is_number=True),
    Column("across", _("Across sectors"), lambda row: -row.across, is_number=True),
    Column("undertakings", _("Projects and events"), lambda row: -row.undertakings, is_number=True),
    Column("broker", _("Broker"), lambda row: -row.brokerage, is_number=True),
    Column("since", _("Since"), lambda row: -(row.since or 0), is_number=True),
)
TIE_COLUMNS = (
    Column("name", _("Partner"), lambda tie: sort_key(tie.first.name)),
    Column("other", _("with"), lambda tie: sort_key(tie.second.name)),
    Column("shared", _("Through"), lambda tie: -tie.weight),
)


def columns_of(show: str) -> tuple[Column, ...]:
    """The columns of a list."""
    return TIE_COLUMNS if show in ("ties", "across") else STANDING_COLUMNS


def usual_sort(show: str) -> str:
    """The column by which a list is sorted unless something else is asked for."""
    usual = {"ties": "shared", "across": "shared", "brokers": "broker", "newcomers": "since", "untied": "name"}
    return usual.get(show, "ties")


def in_order(rows: list[Any], column: Column) -> list[Any]:
    """``rows`` by one column, by name where it says the same of two."""
    by_name = sorted(rows, key=_name)
    return sorted(by_name, key=column.sort)


def _name(row: Standing | Tie) -> Any:
    return sort_key(row.first.name) if isinstance(row, Tie) else sort_key(row.actor.name)
