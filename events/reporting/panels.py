"""Panels of the reporting desk's forms in the admin."""

from typing import Any

from wagtail.admin.panels import InlinePanel

from events.reporting.admin_forms import EvidenceAdminForm


class EvidencePanel(InlinePanel):
    """Evidence below its activity, by the same form as on its own page: files are checked by their content."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = EvidenceAdminForm
        return options
