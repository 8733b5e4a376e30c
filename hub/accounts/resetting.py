"""Helping somebody who lost the phone: the second factor goes, the admin asks for a new one at the next sign-in."""

import logging
from smtplib import SMTPException

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from wagtail.log_actions import log

from hub.mail import send_to
from hub.models import User

logger = logging.getLogger("hub.accounts")


def reset_second_factor(user: User, *, reset_by: User | None) -> int:
    """Remove authenticator app, passkeys and recovery codes of ``user``, and sign the lost phone out.

    Gives how many were removed; none is no fault. The person is told by mail, since it may not have been their wish.
    """
    with transaction.atomic():
        removed, _rows = Authenticator.objects.filter(user=user).delete()
        if not removed:
            return 0
        for session in UserSession.objects.filter(user=user):
            session.end()
        log(
            instance=user, action="hub.reset_second_factor", user=reset_by, title=f"{user._meta.verbose_name} {user.pk}"
        )
        transaction.on_commit(lambda: _tell(user))
    logger.info("second factor of user %s reset by %s", user.pk, reset_by.pk if reset_by else "a command")
    return removed


def _tell(user: User) -> None:
    link = settings.WAGTAILADMIN_BASE_URL + reverse("mfa_index")
    try:
        send_to(user.email, "hub/mail/second_factor_reset", {"link": link})
    except (SMTPException, OSError):
        logger.exception("mail about the reset second factor of user %s was not sent", user.pk)
