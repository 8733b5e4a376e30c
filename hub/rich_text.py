"""Rich texts: the editor, safe from input that no editor wrote, and what may be in them, on the way in and out."""

from typing import Any

import nh3
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


TEXT_TAGS = frozenset(
    {"p", "br", "hr", "h2", "h3", "h4", "b", "strong", "i", "em", "ul", "ol", "li", "a", "blockquote"}
)
# Wagtail's own links name their target by type and number; they become addresses when the text is shown.
STORED_ATTRIBUTES = {"a": {"href", "linktype", "id", "lang"}, "p": {"lang"}}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})


def clean_html(html: str) -> str:
    """``html`` with nothing but what the editor offers: for texts that come from outside."""
    return nh3.clean(
        html,
        tags=set(TEXT_TAGS),
        attributes={tag: set(names) for tag, names in STORED_ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
