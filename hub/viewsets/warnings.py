"""Messages that warn an editor without standing in the way."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages

from hub.tagging import look_alikes_of_lonely_tags


def warn_of_look_alikes(request: HttpRequest, record: Any) -> None:
    """Name each tag that only ``record`` has and that looks like another one."""
    for tag, twins in look_alikes_of_lonely_tags(record):
        names = ", ".join(f"“{twin.name}”" for twin in twins)
        text = _("The tag “%(name)s” is used here alone and looks like %(names)s. Is it the same?")
        messages.warning(request, text % {"name": tag.name, "names": names})
