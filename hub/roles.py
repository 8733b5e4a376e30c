"""The roles of staff and their rights: the one table. ``sync_roles`` applies it, a start-up check reads it.

Members of partners and cities are no groups: what they may do follows from their place, object by object. Rights are
Django's names (``app.codename``); other apps appear as strings only.
"""

from dataclasses import dataclass
from itertools import product
from typing import Any

RECORDS = ("partners.partner", "partners.city", "partners.project", "events.event", "events.venue")
VOCABULARIES = (
    "hub.tag",
    "hub.theme",
    "hub.creativefield",
    "hub.objective",
    "hub.areaofaction",
    "hub.priority",
    "hub.sdg",
    "hub.dimension",
    "hub.scope",
    "partners.partnerkind",
    "partners.cityrelationkind",
    "events.eventkind",
    "events.delegationrole",
)
# What the focal point reports with; communications reads it.
REPORTING = (
    "reporting.activity",
    "reporting.evidence",
    "reporting.obligation",
    "reporting.officeholder",
    "reporting.reporttemplate",
    "reporting.report",
)
REPORTING_TERMS = ("reporting.peoplekind", "reporting.office", "reporting.obligationplan")
SEARCH_WORDS = ("search.synonym", "search.promotion")

EDITING = ("view", "add", "change", "delete")
PUBLISHING = ("publish", "lock", "unlock")


def rights(models: tuple[str, ...], *actions: str) -> frozenset[str]:
    """The names of the permissions for ``actions`` on ``models`` (``"app.model"``)."""
    pairs = product((model.split(".") for model in models), actions)
    return frozenset(f"{app}.{action}_{model}" for (app, model), action in pairs)


@dataclass(frozen=True, slots=True)
class Role:
    """One role: its group's name and everything that the group may do."""

    key: str
    group: str
    rights: frozenset[str]
    # On the root of the page tree, which holds both languages' trees.
    page_rights: frozenset[str] = frozenset()
    # On the root collection of pictures and documents.
    collection_rights: frozenset[str] = frozenset()
    moderates: bool = False


_ADMIN_ACCESS = frozenset({"wagtailadmin.access_admin"})
_DESK = (
    _ADMIN_ACCESS
    | rights(RECORDS, *EDITING, *PUBLISHING)
    | rights(VOCABULARIES, *EDITING)
    | rights(SEARCH_WORDS, *EDITING)
    | rights(("search.searchday",), "view")
    | rights(("wagtailredirects.redirect",), "add", "change", "delete", "view")
    | frozenset({"wagtail_localize.submit_translation"})
    | rights(("partners.joinrequest",), "view", "change")
    | rights(("events.delegation",), "view")
    | rights(("events.feed",), *EDITING)
    | rights(("events.feeditem",), "view", "change")
)
_PAGE_DESK = rights(("wagtailcore.page",), "add", "change", *PUBLISHING)
_LIBRARY = rights(("wagtailimages.image", "wagtaildocs.document"), "add", "change", "choose")
_SYSTEM = (
    rights(("hub.user", "auth.group"), *EDITING)
    | rights(("hub.sitesettings", "hub.privacysettings"), "change")
    | rights(("wagtailcore.site", "wagtailcore.locale", "wagtailcore.workflow", "wagtailcore.task"), *EDITING)
    | rights(("wagtailcore.collection",), "add", "change", "delete")
)

_REPORTING = rights((*REPORTING, *REPORTING_TERMS), *EDITING)

ROLES = (
    Role(
        "communications",
        "Communications",
        _DESK | rights((*REPORTING, *REPORTING_TERMS), "view"),
        _PAGE_DESK,
        _LIBRARY,
        moderates=True,
    ),
    Role("focal_point", "Focal point", _DESK | _REPORTING, _PAGE_DESK, _LIBRARY, moderates=True),
    Role(
        "administrator",
        "Administrators",
        _DESK | _REPORTING | _SYSTEM,
        _PAGE_DESK | rights(("wagtailcore.page",), "bulk_delete"),
        _LIBRARY,
        moderates=True,
    ),
)
ADMINISTRATOR = ROLES[-1]


def role(key: str) -> Role:
    """The role of that key."""
    return next(found for found in ROLES if found.key == key)


def has_role(user: Any, key: str) -> bool:
    """Whether ``user`` is signed in, active and in the group of a role; superusers have every role."""
    if not (user.is_authenticated and user.is_active):
        return False
    return user.is_superuser or user.groups.filter(name=role(key).group).exists()


def is_administrator(user: Any) -> bool:
    """Whether ``user`` may do what only administrators may."""
    return has_role(user, ADMINISTRATOR.key)
