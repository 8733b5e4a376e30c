"""What a city says of its delegation, as a plain value, and how it is told that something can't be."""

import datetime as dt
from dataclasses import dataclass

from hub.choices import Language


@dataclass(frozen=True, slots=True)
class DelegationData:
    """A delegation as its city describes it; ``people`` are pairs of a role's primary key and a head count."""

    people: tuple[tuple[int, int], ...]
    contact_name: str
    contact_email: str
    language: str = Language.ENGLISH
    arrives_on: dt.date | None = None
    arrives_at: dt.time | None = None
    leaves_on: dt.date | None = None
    leaves_at: dt.time | None = None
    travel: str = ""
    needs: str = ""
    # Of people who agreed that the host gets their names.
    names: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many people come."""
        return sum(count for _role, count in self.people)


class DelegationRefusedError(Exception):
    """What was asked can't be done; the text says why, in the reader's language, and ``field`` where it belongs."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field
