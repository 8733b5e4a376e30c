"""What a row of the access matrix is: kinds of reader, the contract's lines, who reads and writes an address."""

from dataclasses import dataclass
from enum import StrEnum


class Actor(StrEnum):
    """The kinds of reader that are told apart."""

    VISITOR = "visitor"
    MEMBER = "member of A"
    FORMER = "former member of A"
    OWNER = "owner of A"
    OTHER = "member of B"
    CITY = "city member"
    COMMUNICATIONS = "communications"
    FOCAL_POINT = "focal point"
    ADMINISTRATOR = "administrator"


EVERYBODY = frozenset(Actor)
SIGNED_IN = EVERYBODY - {Actor.VISITOR}
ADMINISTRATORS = frozenset({Actor.ADMINISTRATOR})
STAFF = frozenset({Actor.COMMUNICATIONS, Actor.FOCAL_POINT}) | ADMINISTRATORS
MEMBERS = frozenset({Actor.MEMBER, Actor.OWNER})
# Those who change activities, obligations and reports; communications reads them.
REPORTERS = STAFF - {Actor.COMMUNICATIONS}
NOBODY: frozenset[Actor] = frozenset()

# The lines of the contract's table of roles, seen from partner A, and what it leaves to everybody: the most that a
# row may give.
CONTRACT: dict[str, frozenset[Actor]] = {
    "read published": EVERYBODY,
    "sign up and in": EVERYBODY,
    "use a signed link": EVERYBODY,
    "own account": SIGNED_IN,
    "ask to join": SIGNED_IN,
    "own proposals, own members": MEMBERS | STAFF,
    "hand in activities": MEMBERS | STAFF,
    "activities, obligations, reports": STAFF,
    "delegations, answers to calls": MEMBERS | frozenset({Actor.CITY}) | STAFF,
    # What cities say to each other is no partner's.
    "notices of cities": STAFF | {Actor.CITY},
    "Wagtail admin": STAFF,
    "users, settings": ADMINISTRATORS,
}


@dataclass(frozen=True, slots=True)
class Row:
    """Who is let in at the addresses whose route matches ``route`` (a regular expression, the whole of it).

    ``reads`` by GET, ``writes`` by POST. ``subject`` names what the address is about: the test tries it on A's things
    in every state, on forged keys, and on the city's, where the city's member stands in A's owner's place. Without a
    subject the keys are samples; ``is_found`` says whether they lead somewhere, so that being let in is tried too.
    """

    route: str
    right: str
    reads: frozenset[Actor] = NOBODY
    writes: frozenset[Actor] = NOBODY
    subject: str = ""
    is_found: bool = True
