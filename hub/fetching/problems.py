"""Why something could not be fetched, in words for whoever gave the address."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FetchProblem(models.TextChoices):
    """What was wrong; a row keeps the key, the reader's language gives the words."""

    BAD_ADDRESS = "bad_address", _("This is not a web address that begins with http:// or https://.")
    NOT_PUBLIC = "not_public", _("The address leads into an inner network, which the hub never enters.")
    UNKNOWN_HOST = "unknown_host", _("There is no web server of this name.")
    UNREACHABLE = "unreachable", _("The web server does not answer.")
    UNSAFE_CONNECTION = "unsafe_connection", _("The certificate of the web server is not valid for this address.")
    TOO_SLOW = "too_slow", _("The web server took too long.")
    TOO_LARGE = "too_large", _("The file is too large.")
    BAD_COMPRESSION = "bad_compression", _("The file is compressed in a way that the hub does not unpack.")
    TOO_MANY_REDIRECTS = "too_many_redirects", _("The address leads on and on, or from https to http.")
    REFUSED = "refused", _("The web server refuses the file.")
    NOT_HTTP = "not_http", _("The answer is not one of a web server.")


class FetchError(Exception):
    """Nothing usable was fetched. ``detail`` is a number or a word of ours, never a text of theirs."""

    def __init__(self, problem: FetchProblem, detail: str = "") -> None:
        super().__init__(f"{problem.value} {detail}".strip())
        self.problem = problem
        self.detail = detail
