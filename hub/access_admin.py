"""Who may open which address of the admin: rows of the access matrix."""

import re

from hub.access_rows import ADMINISTRATORS, EVERYBODY, NOBODY, REPORTERS, STAFF, Row

_DESK = "activities, obligations, reports"
_SYSTEM = r"(users|groups|sites|locales|workflows)/.*"

# The viewsets of the hub's own snippets, each a row: list, form, history and the rest of it, and its chooser.
_VIEWSETS = (
    *("partners/partner", "partners/city", "partners/project", "events/event", "events/venue", "events/feed"),
    *("hub/tag", "hub/theme", "hub/creativefield", "hub/objective", "hub/areaofaction", "hub/priority", "hub/sdg"),
    *("hub/dimension", "hub/scope", "partners/partnerkind", "partners/cityrelationkind", "events/eventkind"),
    *("search/synonym", "search/promotion", "events/delegationrole"),
)
# Those of the reporting desk, which communications reads.
_DESK_VIEWSETS = (
    *("activity", "evidence", "obligation", "obligationplan", "office", "officeholder", "peoplekind"),
    "reporttemplate",
)
# Pages of the desk that open without a key, and addresses of it that take a key or only what a form sends.
_DESK_PAGES = (
    *(
        "calendars/",
        "delegations/",
        "delegations/results/",
        "join-requests/",
        "join-requests/results/",
        "moderation/",
        "moderation/unconfirmed/",
    ),
    *("partners/import/", "search-index/", "searches/", "searches/results/", "tags/look-alikes/", "tags/suggest/"),
    "tags/records/merges/",
)
_DESK_ACTS = (
    *("calendars/decide/", "calendars/<int:pk>/", "calendars/<int:pk>/decide/", "calendars/<int:pk>/fetch/"),
    *("join-requests/<int:pk>/", "moderation/accept/", "moderation/proposals/<int:pk>/"),
    *("moderation/proposals/<int:pk>/decide/", "moderation/corrections/<int:pk>/"),
    *("partners/import/<int:pk>/", "partners/import/<int:pk>/discard/", r"partners/import/example\.(?P<kind>csv|xlsx)"),
    *("tags/<int:pk>/merge/", "tags/records/merges/<int:pk>/undo/"),
    "tags/records/<slug:app_label>/<slug:model_name>/<int:pk>/merge/",
)

ADMIN_ROWS: tuple[Row, ...] = (
    Row(r"admin/(login|sprite|jsi18n|password_reset)/.*", "sign up and in", EVERYBODY, EVERYBODY, is_found=False),
    Row(rf"admin/{_SYSTEM}", "users, settings", ADMINISTRATORS, ADMINISTRATORS, is_found=False),
    Row(r"admin/people/<int:pk>/second-factor/", "users, settings", ADMINISTRATORS, ADMINISTRATORS, "person"),
    Row(r"admin/settings/.*", "users, settings", ADMINISTRATORS, ADMINISTRATORS, is_found=False),
    # The reporting desk
    Row(r"admin/reporting/reports/", _DESK, STAFF, REPORTERS),
    Row(r"admin/reporting/figures/(list/)?", _DESK, STAFF, is_found=False),
    Row(r"admin/reporting/reports/<int:pk>/(progress/|files/<slug:form>/)?", _DESK, STAFF, NOBODY, "report"),
    Row(r"admin/reporting/reports/<int:pk>/(draft|submit|lock)/", _DESK, NOBODY, REPORTERS, "report"),
    Row(r"admin/reporting/reports/<int:pk>/sections/<slug:key>/", _DESK, STAFF, REPORTERS, "report"),
    Row(r"admin/reporting/reports/<int:pk>/sections/<slug:key>/.*", _DESK, NOBODY, REPORTERS, "report"),
    Row(r"admin/reporting/(waiting|duties)/", _DESK, STAFF),
    Row(r"admin/reporting/waiting/accept/", _DESK, NOBODY, REPORTERS),
    Row(r"admin/reporting/duties/calendar/", _DESK, NOBODY, STAFF),
    Row(r"admin/reporting/activities/<int:pk>/", _DESK, STAFF, NOBODY, "evidence"),
    Row(r"admin/reporting/activities/<int:pk>/decide/", _DESK, NOBODY, REPORTERS, "evidence"),
    Row(r"admin/reporting/evidence/<int:pk>/(file|copy)/", _DESK, STAFF, NOBODY, "evidence"),
    Row(r"admin/reporting/duties/<int:pk>/", _DESK, STAFF, REPORTERS, "duty"),
    *(Row(re.escape(f"admin/{route}"), "Wagtail admin", STAFF, STAFF) for route in _DESK_PAGES),
    *(Row(re.escape(f"admin/{route}"), "Wagtail admin", STAFF, STAFF, is_found=False) for route in _DESK_ACTS),
    *(Row(rf"admin/snippets/(choose/)?{name}/.*", "Wagtail admin", STAFF, STAFF, is_found=False) for name in _VIEWSETS),
    *(
        Row(rf"admin/snippets/(choose/)?reporting/{name}/.*", _DESK, STAFF, STAFF, is_found=False)
        for name in _DESK_VIEWSETS
    ),
    # Wagtail's own; an address of the hub's own that has no row above makes a test fail
    Row(r"admin/.*", "Wagtail admin", STAFF, STAFF, is_found=False),
)
