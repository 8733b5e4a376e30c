"""The groups under which the editor offers the blocks."""

from django.utils.translation import gettext_lazy as _

TEXT = _("Text")
MEDIA = _("Pictures and film")
FACTS = _("Facts")
CATALOGUE = _("From the catalogue")
ACTION = _("Next step")
