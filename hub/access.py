"""Who may open which address: the one table. ``access_matrix`` prints it, a test tries every row.

A row's ``right`` names a line of the table of roles; no row may let in anybody whom that line doesn't.
"""

import re

from hub.access_admin import ADMIN_ROWS
from hub.access_rows import CONTRACT, EVERYBODY, MEMBERS, NOBODY, SIGNED_IN, STAFF, Actor, Row

_OWN = MEMBERS | STAFF
# The city hosts the event that the rows are about; A answers.
_HOSTS = frozenset({Actor.CITY}) | STAFF
_CARING = frozenset({Actor.OWNER}) | STAFF
_PORTAL = "<language>/portal/"

# The first row that matches an address is its row.
TABLE: tuple[Row, ...] = (
    # What machines ask for
    Row(
        r"(favicon\.ico|healthz|readyz|robots\.txt|service-worker\.js|sitemap\.xml|drawings/<slug:slug>\.svg)",
        "read published",
        EVERYBODY,
    ),
    Row(r"sitemap-<slug:section>\.xml|\.well-known/security\.txt", "read published", EVERYBODY, is_found=False),
    Row(r"share/.*|was/?", "read published", EVERYBODY, is_found=False),
    Row(r"documents/.*|media/.*", "read published", EVERYBODY, EVERYBODY, is_found=False),
    # Accounts
    Row(
        r"account/(login|signup|logout|inactive|password/reset|login/code)/",
        "sign up and in",
        EVERYBODY,
        EVERYBODY,
        is_found=False,
    ),
    Row(
        r"account/(login/code/confirm|confirm-email|2fa/authenticate)/",
        "sign up and in",
        EVERYBODY,
        EVERYBODY,
        is_found=False,
    ),
    Row(
        r"account/2fa/webauthn/login/|account/password/reset/(done|key/.*)/",
        "sign up and in",
        EVERYBODY,
        EVERYBODY,
        is_found=False,
    ),
    Row(r"account/(data/)?", "own account", SIGNED_IN),
    Row(r"account/.*", "own account", SIGNED_IN, SIGNED_IN, is_found=False),
    # Getting in
    Row(f"{_PORTAL}(join/(look-alikes/)?)?", "ask to join", SIGNED_IN),
    Row(f"{_PORTAL}join/(partner|city)/", "ask to join", SIGNED_IN, SIGNED_IN),
    Row(f"{_PORTAL}join/<organisation:kind>/<uuid:uid>/", "ask to join", SIGNED_IN, SIGNED_IN, "public organisation"),
    Row(
        f"{_PORTAL}join/requests/<uuid:uid>/withdraw/",
        "ask to join",
        NOBODY,
        frozenset({Actor.OWNER}),
        "own join request",
    ),
    Row(f"{_PORTAL}invitations/<str:token>/", "use a signed link", EVERYBODY, SIGNED_IN, "invitation link"),
    Row("<language>/contact/<str:token>/", "use a signed link", EVERYBODY, EVERYBODY, "consent link"),
    # Members and contact persons
    Row(
        f"{_PORTAL}<organisation:kind>/<uuid:uid>/members/", "own proposals, own members", _OWN, _CARING, "organisation"
    ),
    Row(
        f"{_PORTAL}<organisation:kind>/<uuid:uid>/members/<int:pk>/remove/",
        "own proposals, own members",
        _CARING,
        _CARING,
        "member",
    ),
    Row(
        f"{_PORTAL}<organisation:kind>/<uuid:uid>/members/<int:pk>/role/",
        "own proposals, own members",
        NOBODY,
        _CARING,
        "member",
    ),
    Row(
        f"{_PORTAL}<organisation:kind>/<uuid:uid>/leave/", "own proposals, own members", NOBODY, MEMBERS, "organisation"
    ),
    Row(
        f"{_PORTAL}<organisation:kind>/<uuid:uid>/invitations/<int:pk>/withdraw/",
        "own proposals, own members",
        NOBODY,
        _CARING,
        "invitation",
    ),
    Row(f"{_PORTAL}<record:kind>/<uuid:uid>/contacts/", "own proposals, own members", _OWN, _OWN, "record"),
    Row(
        f"{_PORTAL}<record:kind>/<uuid:uid>/contacts/<int:pk>/remove/",
        "own proposals, own members",
        NOBODY,
        _OWN,
        "contact",
    ),
    # Proposals: the organisation's members alone; staff decide on them at their desk in the admin
    Row(f"{_PORTAL}suggest/.*", "ask to join", SIGNED_IN, is_found=False),
    Row(f"{_PORTAL}(confirm|proposals/start)/", "own proposals, own members", NOBODY, _OWN, is_found=False),
    Row(f"{_PORTAL}proposals/<uuid:uid>/", "own proposals, own members", MEMBERS, MEMBERS, "proposal"),
    Row(f"{_PORTAL}proposals/<uuid:uid>/preview/.*", "own proposals, own members", MEMBERS, NOBODY, "proposal"),
    Row(
        f"{_PORTAL}proposals/<uuid:uid>/(autosave|withdraw|reopen)/",
        "own proposals, own members",
        NOBODY,
        MEMBERS,
        "proposal",
    ),
    # Activities for the report: the organisation's members alone; staff have the desk in the admin
    Row(f"{_PORTAL}activities/new/.*", "hand in activities", MEMBERS, MEMBERS, "organisation"),
    Row(f"{_PORTAL}activities/<uuid:uid>/", "hand in activities", MEMBERS, MEMBERS, "activity"),
    Row(f"{_PORTAL}activities/<uuid:uid>/delete/", "hand in activities", NOBODY, MEMBERS, "activity"),
    Row(f"{_PORTAL}activities/<uuid:uid>/evidence/<int:pk>/", "hand in activities", MEMBERS, NOBODY, "evidence"),
    Row(r"duties/<str:token>\.ics", "use a signed link", EVERYBODY, NOBODY, "duty calendar"),
    # Delegations: the city's that sends them, and those to A's own event
    Row(
        f"{_PORTAL}events/<uuid:uid>/delegations/new/",
        "ask to join",
        SIGNED_IN,
        frozenset({Actor.CITY}) | STAFF,
        "event to visit",
    ),
    Row(
        f"{_PORTAL}events/<uuid:uid>/delegations/(data\\.(csv|xlsx))?",
        "delegations, answers to calls",
        _OWN,
        NOBODY,
        "own event",
    ),
    Row(
        f"{_PORTAL}delegations/<uuid:uid>/",
        "delegations, answers to calls",
        frozenset({Actor.CITY}) | STAFF,
        frozenset({Actor.CITY}) | STAFF,
        "delegation",
    ),
    Row(f"{_PORTAL}delegations/<uuid:uid>/came/", "delegations, answers to calls", _OWN, _OWN, "delegation"),
    Row(f"{_PORTAL}visits/<str:token>/", "use a signed link", EVERYBODY, EVERYBODY, "delegation link"),
    # Answers to calls: the organisation's own, and the host's and staff's once they are handed in
    Row(f"{_PORTAL}calls/<uuid:uid>/answer/", "ask to join", SIGNED_IN, SIGNED_IN, "open call"),
    Row(f"{_PORTAL}calls/<uuid:uid>/answers/", "delegations, answers to calls", _HOSTS, NOBODY, "hosted call"),
    Row(f"{_PORTAL}calls/answers/<uuid:uid>/", "delegations, answers to calls", _HOSTS, _HOSTS, "answer"),
    Row(f"{_PORTAL}answers/<uuid:uid>/", "delegations, answers to calls", MEMBERS, MEMBERS, "answer"),
    Row(f"{_PORTAL}answers/<uuid:uid>/withdraw/", "delegations, answers to calls", NOBODY, MEMBERS, "answer"),
    Row(
        f"{_PORTAL}answers/<uuid:uid>/files/<uuid:file>/",
        "delegations, answers to calls",
        MEMBERS | _HOSTS,
        NOBODY,
        "file of an answer",
    ),
    Row(
        f"{_PORTAL}answers/<uuid:uid>/files/<uuid:file>/remove/",
        "delegations, answers to calls",
        NOBODY,
        MEMBERS,
        "file of an answer",
    ),
    # Notices of cities: read by members of all cities, written by the city's own
    Row(f"{_PORTAL}notices/", "notices of cities", frozenset({Actor.CITY}) | STAFF),
    Row(f"{_PORTAL}notices/new/", "notices of cities", frozenset({Actor.CITY}), frozenset({Actor.CITY})),
    Row(
        f"{_PORTAL}notices/<uuid:uid>/",
        "notices of cities",
        frozenset({Actor.CITY}),
        frozenset({Actor.CITY}),
        "notice",
    ),
    Row(f"{_PORTAL}notices/<uuid:uid>/withdraw/", "notices of cities", NOBODY, frozenset({Actor.CITY}), "notice"),
    # Visit packs: the city that comes, the host, staff; and whoever has the mailed link
    Row(
        rf"{_PORTAL}delegations/<uuid:uid>/pack(/|\.pdf|\.ics)",
        "delegations, answers to calls",
        _OWN | {Actor.CITY},
        NOBODY,
        "delegation",
    ),
    Row(
        rf"{_PORTAL}visits/<str:token>/pack(/|\.pdf|\.ics)",
        "use a signed link",
        EVERYBODY,
        NOBODY,
        "delegation link",
    ),
    # Pages and records
    # The style page; without a language it only leads to the reader's
    Row(r"styleguide/", "read published", EVERYBODY),
    Row(r"<language>/styleguide/", "Wagtail admin", STAFF),
    Row(r"<language>/_util/login/", "sign up and in", EVERYBODY, EVERYBODY, is_found=False),
    Row(r"<language>/(?!portal/).*", "read published", EVERYBODY, EVERYBODY, is_found=False),
    *ADMIN_ROWS,
)
WAGTAILS_OWN = TABLE[-1]


def row_of(route: str) -> Row | None:
    """The row of an address, or ``None`` if nobody has thought of it."""
    return next((row for row in TABLE if re.fullmatch(row.route, route)), None)


def beyond_contract() -> list[str]:
    """The rows that let in somebody whom the contract doesn't, as sentences; empty while all is well."""
    return [
        f"{row.route}: {', '.join(sorted(extra))}"
        for row in TABLE
        if (extra := (row.reads | row.writes) - CONTRACT[row.right])
    ]


def as_markdown(routes: list[str]) -> str:
    """The matrix as a table: a line for each row of the table, with the number of addresses it speaks for."""
    actors = list(Actor)
    lines = [
        f"| addresses | how many | right | {' | '.join(actors)} |",
        f"|---|---|---|{'---|' * len(actors)}",
    ]
    rows = [row_of(route) for route in routes]
    for row in TABLE:
        cells = [_cell(row, actor) for actor in actors]
        shown = row.route.replace("|", "\\|")
        lines.append(f"| `{shown}` | {rows.count(row)} | {row.right} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(row: Row, actor: Actor) -> str:
    return "+".join(word for word, who in (("GET", row.reads), ("POST", row.writes)) if actor in who) or "–"
