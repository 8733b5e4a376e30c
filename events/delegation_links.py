"""The link by which the contact of a delegation changes or cancels it without signing in.

It names a key, not the delegation: a new address gets a new key, and links that went to the old one lead nowhere. It
ends with the visit, and an old one in any case.
"""

import datetime as dt
import uuid

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from events.models import Delegation

SALT = "events.delegation"
LONGEST = dt.timedelta(days=2 * 366)


def delegation_link(delegation: Delegation, language: str) -> str:
    """The whole address of a delegation's own page."""
    token = signing.dumps(delegation.link_key.hex, salt=SALT)
    with override(language):
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("visits:by_link", args=[token])


def delegation_of_link(token: str) -> Delegation | None:
    """The delegation that a signed link is for; ``None`` for a forged, an outdated or a very old one."""
    try:
        key = uuid.UUID(str(signing.loads(token, salt=SALT, max_age=LONGEST)))
    except (signing.BadSignature, ValueError):
        return None
    found: Delegation | None = Delegation.objects.filter(link_key=key).select_related("event", "city").first()
    return found
