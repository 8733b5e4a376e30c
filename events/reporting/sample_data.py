"""What the reporting desk of a fresh hub starts with: forms, obligations, offices, and four years of activities."""

from django.db import transaction
from django.utils.translation import override

from events.reporting.sample_activities import load_activities
from events.reporting.sample_forms import load_forms
from events.reporting.sample_obligations import load_obligations, load_offices
from events.reporting.sample_report import load_report


def load() -> list[str]:
    """Add what is missing; what is there is left alone."""
    said = []
    for part in (load_forms, load_obligations, load_offices, load_activities, load_report):
        with transaction.atomic(), override("da"):
            said.append(part())
    return said
