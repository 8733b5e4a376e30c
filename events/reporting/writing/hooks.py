"""Reports and figures in the admin: addresses, menu, styles."""

from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern | URLResolver]:
    """Reports with their sections, and the figures."""
    return [
        path("reporting/reports/", include("events.reporting.writing.urls")),
        path("reporting/figures/", include("events.reporting.figures.urls")),
    ]


@hooks.register("register_reporting_menu_item")
def reports_menu_item() -> MenuItem:
    """What is written."""
    return MenuItem(_("Reports"), reverse("reporting_reports:all"), name="reports", icon_name="doc-full", order=60)


@hooks.register("register_reporting_menu_item")
def figures_menu_item() -> MenuItem:
    """What is counted."""
    return MenuItem(_("Figures"), reverse("reporting_figures:all"), name="figures", icon_name="table", order=70)


@hooks.register("insert_global_admin_css")
def report_styles() -> SafeString:
    """Figures and the report's editor."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/report-writing.css"))
