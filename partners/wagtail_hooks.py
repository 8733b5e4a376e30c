"""Registrations of the partners app with Wagtail."""

from partners import import_hooks  # noqa: F401 (registers itself)
