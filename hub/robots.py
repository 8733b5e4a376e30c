"""Keeping robots out of public forms without any outside service: a pot of honey, a stamp of time, a limit."""

import hashlib
from typing import Any

from django import forms
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

FASTEST_SECONDS = 3
OPEN_HOURS = 12
_SALT = "hub.robots"


def is_within_limit(request: HttpRequest, *, what: str, limit: int, seconds: int) -> bool:
    """Count one more act of whoever asks; whether they stay within ``limit`` acts in ``seconds``.

    The address is kept as a keyed hash only, and no longer than ``seconds``.
    """
    address = request.META.get("REMOTE_ADDR", "")
    digest = hashlib.sha256(signing.Signer(salt=_SALT).sign(address).encode()).hexdigest()[:32]
    key = f"limit:{what}:{digest}"
    cache.add(key, 0, seconds)
    try:
        return bool(cache.incr(key) <= limit)
    except ValueError:  # it ran out between the two calls
        return True


class GuardedForm(forms.Form):
    """A public form: filled in neither by a robot nor faster than anybody reads.

    A form left open too long, or a stamp that is not ours, is asked to be sent once more with everything kept: the
    page that says so carries a fresh stamp.
    """

    # People never see this field; robots fill in every one.
    website_address = forms.CharField(label=_("Leave this empty"), required=False)
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.fields["website_address"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}
        self.fields["stamp"].initial = self.fresh_stamp()

    @staticmethod
    def fresh_stamp() -> str:
        """A signed note of the time."""
        return signing.TimestampSigner(salt=_SALT).sign("form")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("website_address"):
            raise ValidationError(_("This could not be sent."), code="robot")
        self._check_stamp(cleaned.get("stamp", ""))
        return cleaned

    def _check_stamp(self, stamp: str) -> None:
        signer = signing.TimestampSigner(salt=_SALT)
        try:
            signer.unsign(stamp, max_age=OPEN_HOURS * 3600)
        except signing.BadSignature as error:
            raise ValidationError(
                _("This form was open for too long. Everything is kept: please send it once more."), code="expired"
            ) from error
        try:
            signer.unsign(stamp, max_age=FASTEST_SECONDS)
        except signing.SignatureExpired:
            return
        raise ValidationError(
            _("That was faster than we can tell from a robot. Please send it once more."), code="too_fast"
        )

    @property
    def stamp_to_send(self) -> str:
        """What the page that shows the form carries: the old stamp while it is good, otherwise a fresh one."""
        codes = {error.code for error in self.non_field_errors().as_data()} if self.is_bound else set()
        kept = str(self["stamp"].value() or "")
        return self.fresh_stamp() if not kept or codes & {"expired"} else kept
