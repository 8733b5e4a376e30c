"""What figures and drafts are made of: frozen copies of the records. Pure: the same data gives the same words."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from events.exchange_balance import ExchangeRow
from events.reporting.periods import Period
from hub.bilingual import BilingualText, text_of_pair


class Axis(StrEnum):
    """What activities can be sorted by in the matrix."""

    PRIORITY = "priority"
    OBJECTIVE = "objective"
    SDG = "sdg"
    AREA = "area"
    DIMENSION = "dimension"
    SCOPE = "scope"
    YEAR = "year"


# The measures that are summed; None in a record means that nobody has said, which is not nought.
MEASURES = ("hours_planned", "hours_spent", "money_planned", "money_spent")


@dataclass(frozen=True, slots=True)
class Pair:
    """A text in Danish and English."""

    da: str = ""
    en: str = ""

    @property
    def shown(self) -> BilingualText:
        """In the active language, else in the other."""
        return text_of_pair(self.da, self.en)

    def written_in(self, language: str) -> str:
        """In ``language`` alone: nothing if it is missing there. French reports take the English."""
        return self.da if language == "da" else self.en


@dataclass(frozen=True, slots=True)
class TermFact:
    """A term of a vocabulary."""

    key: str
    title: Pair
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class OrganisationFact:
    """A partner or city that took part; ``is_public`` is false for one that has been withdrawn since."""

    pk: int
    title: Pair
    sector: str = ""
    role: str = ""
    is_public: bool = True
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class PeopleFact:
    """How many people of a kind."""

    kind: str
    title: Pair
    count: int


@dataclass(frozen=True, slots=True)
class EvidenceFact:
    """A piece of evidence; ``helper`` is who can renew it."""

    number: int
    title: str
    url: str = ""
    kind: str = "link"
    obtained_on: dt.date | None = None
    holds: bool = True
    helper: str = ""
    image: int | None = None


@dataclass(frozen=True, slots=True)
class ActivityFact:
    """An activity that counts; ``helper`` is who can fill its gaps."""

    pk: int
    uid: str
    title: Pair
    first: dt.date
    last: dt.date | None
    summary: Pair = Pair()
    result: Pair = Pair()
    impact: Pair = Pair()
    section: str = ""
    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    partners: tuple[OrganisationFact, ...] = ()
    cities: tuple[OrganisationFact, ...] = ()
    people: tuple[PeopleFact, ...] = ()
    evidence: tuple[EvidenceFact, ...] = ()
    hours_planned: Decimal | None = None
    hours_spent: Decimal | None = None
    money_planned: Decimal | None = None
    money_spent: Decimal | None = None
    helper: str = ""
    event_kind: str = ""
    is_sample: bool = False

    @property
    def counted_on(self) -> dt.date:
        """The day it counts on: its last, so that what crosses a year's end counts once, in the year it ended."""
        return self.last or self.first

    @property
    def year(self) -> int:
        """The year it counts in."""
        return self.counted_on.year

    @property
    def is_proven(self) -> bool:
        """Whether at least one piece of evidence holds: only then may it be a claim."""
        return any(piece.holds for piece in self.evidence)

    @property
    def proof(self) -> tuple[int, ...]:
        """The numbers of the evidence that holds."""
        return tuple(piece.number for piece in self.evidence if piece.holds)

    def keys(self, axis: Axis) -> tuple[str, ...]:
        """What it has on ``axis``."""
        return (str(self.year),) if axis == Axis.YEAR else dict(self.terms).get(axis.value, ())

    def reached(self, kind: str = "") -> int:
        """How many people it reached, of a kind or of all."""
        return sum(row.count for row in self.people if kind in ("", row.kind))

    @property
    def guests(self) -> tuple[OrganisationFact, ...]:
        """The cities other than ours."""
        return tuple(city for city in self.cities if not city.is_own)

    def measure(self, name: str) -> Decimal | None:
        """The value of a measure, ``None`` if nobody has said."""
        value: Decimal | None = getattr(self, name)
        return value


@dataclass(frozen=True, slots=True)
class ProjectFact:
    """A project that runs in the period, with the main sectors of its partners."""

    pk: int
    title: Pair
    sectors: frozenset[str]


@dataclass(frozen=True, slots=True)
class ParticipationFact:
    """The people of one role in a delegation; ``came`` is ``None`` while the host has not said."""

    delegation: int
    year: int
    role: str
    title: Pair
    is_own: bool
    came: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """The city that reports."""

    name: Pair
    field: Pair = Pair()
    designated: int | None = None
    focal_points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class World:
    """Everything that figures of one period are made of."""

    period: Period
    place: Place
    activities: tuple[ActivityFact, ...] = ()
    terms: tuple[tuple[str, tuple[TermFact, ...]], ...] = ()
    kinds: tuple[TermFact, ...] = ()
    projects: tuple[ProjectFact, ...] = ()
    participations: tuple[ParticipationFact, ...] = ()
    exchange: tuple[ExchangeRow, ...] | None = None  # where it was not asked for
    # What counts on days after the period: what the plan ahead is made of.
    coming: tuple[ActivityFact, ...] = ()
    is_public: bool = False

    def axis(self, axis: Axis) -> tuple[TermFact, ...]:
        """The terms of an axis: those in use in the vocabulary, and withdrawn ones that an activity has."""
        if axis == Axis.YEAR:
            return tuple(TermFact(str(year), Pair(str(year), str(year))) for year in self.period.years)
        had = {key for activity in self.activities for key in activity.keys(axis)}
        known = dict(self.terms).get(axis.value, ())
        return tuple(term for term in known if not term.is_withdrawn or term.key in had)


def total(values: Iterable[Decimal | None]) -> Decimal:
    """The exact sum of what has been said; nothing is rounded before it is shown."""
    return sum((value for value in values if value is not None), Decimal(0))
