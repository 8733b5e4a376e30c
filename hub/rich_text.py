"""The editor of rich texts, safe from input that no editor wrote."""

from typing import Any

from django.utils.html import escape, strip_tags
from wagtail.admin.rich_text import DraftailRichTextArea


class RichTextArea(DraftailRichTextArea):
    """Wagtail's editor; what does not have its form is kept as plain text instead of ending in an error."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        try:
            value: str | None = super().value_from_datadict(data, files, name)
        except (ValueError, TypeError, KeyError, AttributeError):
            # Not the editor's JSON: a script, or a browser without the editor's own script.
            text = strip_tags(str(data.get(name, ""))).strip()
            return f"<p>{escape(text)}</p>" if text else ""
        return value
