"""How close each way of writing a concept is to what was asked, from 0 to 1."""

from typing import Final, NamedTuple


class Closeness(NamedTuple):
    """The shares, found by trying them on judged queries; only their order matters much."""

    inflected: float = 0.92
    spelled: float = 0.85
    derived: float = 0.8
    head: float = 0.9
    modifier: float = 0.9
    parts: float = 0.8
    apart: float = 0.8
    synonym: float = 0.68
    narrower: float = 0.45
    prefix: float = 0.9
    typo: float = 0.95
    counted: float = 0.6


CLOSENESS: Final = Closeness()
