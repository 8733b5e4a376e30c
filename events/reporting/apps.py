"""The reporting desk, an app of its own inside events."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    """Activities, evidence, obligations and reports. It may import every other app but search; nothing imports it."""

    name = "events.reporting"
    label = "reporting"
    verbose_name = _("Reporting")

    def ready(self) -> None:
        from events.reporting import personal_data, queue, reminders
        from events.reporting.writing import readiness_source

        queue.register_all()
        reminders.register_all()
        personal_data.register_all()
        readiness_source.register_all()
