"""The people who sign in."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


def _internal_name() -> str:
    return uuid.uuid4().hex


class UserManager(DjangoUserManager["User"]):
    """Makes users from an e-mail address; the internal name is nobody's concern."""

    def create_user(self, username: str | None = None, email: str | None = None, *args: Any, **kwargs: Any) -> "User":
        return super().create_user(username or _internal_name(), email, *args, **kwargs)

    def create_superuser(
        self, username: str | None = None, email: str | None = None, *args: Any, **kwargs: Any
    ) -> "User":
        return super().create_superuser(username or _internal_name(), email, *args, **kwargs)


class User(AbstractUser):
    """A person with a sign-in: the e-mail address is theirs alone, and is what they sign in with."""

    email = models.EmailField(_("e-mail address"), unique=True)
    # Django wants one; nobody sees it.
    username = models.CharField(max_length=150, unique=True, default=_internal_name, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the address in small letters, so that one address is one person."""
        self.email = self.email.lower()
        super().save(*args, **kwargs)
