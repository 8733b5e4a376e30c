"""Keeps allauth's list of addresses true when somebody else changes a user's address."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db.models.signals import post_save
from django.dispatch import receiver

from hub.models import User


@receiver(post_save, sender=User)
def forget_former_addresses(sender: type[User], instance: User, created: bool, raw: bool, **kwargs: Any) -> None:
    """An address that an administrator replaced no longer lets anybody in.

    A change at /account/ marks the new address as the primary one before the user is saved, and is left alone.
    """
    if created or raw:
        return
    addresses = EmailAddress.objects.filter(user=instance)
    primary = addresses.filter(primary=True).first()
    if primary is not None and primary.email.lower() != instance.email.lower():
        addresses.exclude(email__iexact=instance.email).delete()
        addresses.filter(email__iexact=instance.email).update(primary=True)
