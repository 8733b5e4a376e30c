"""Mail to the moderators about what waits at their desk, each in the language that they read the admin in."""

import logging
from collections.abc import Callable, Iterable
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import translation

from hub.mail import language_of, send_to
from hub.models import User

logger = logging.getLogger("hub")


def wanting_desk_mail(users: QuerySet[User]) -> QuerySet[User]:
    """Those who can be reached and have not switched off mails about what is handed in, in the admin."""
    wants_none = Q(wagtail_userprofile__submitted_notifications=False)
    return users.filter(is_active=True).exclude(wants_none).exclude(email="").distinct()


def holders_of(right: str) -> QuerySet[User]:
    """The people of the groups that have ``right`` (``"app.codename"``) and can enter the admin."""
    app, codename = right.split(".")
    named = Q(groups__permissions__content_type__app_label=app, groups__permissions__codename=codename)
    can_enter = Q(groups__permissions__codename="access_admin")
    found: QuerySet[User] = wanting_desk_mail(User.objects.filter(pk__in=User.objects.filter(can_enter)).filter(named))
    return found


def tell_desk(users: Iterable[User], template: str, context: Callable[[], dict[str, Any]], *, about: str) -> int:
    """Send each of ``users`` the mail; gives how many were told. ``context`` is made in the reader's language.

    ``about`` is the key of what waits (``"proposal 12"``), for the log: the desk says the same anyway.
    """
    return sum(_tell(user, template, context, about) for user in users)


def _tell(user: User, template: str, context: Callable[[], dict[str, Any]], about: str) -> bool:
    with translation.override(settings.LANGUAGE_CODE):
        language = language_of(user)
    with translation.override(language):
        values = context()
    try:
        send_to(user.email, template, values, language=language)
    except (SMTPException, OSError):
        logger.exception("mail about %s was not sent", about)
        return False
    return True
