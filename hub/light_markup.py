"""Rich texts as people type them on a phone: Markdown, of which only what the editor offers is kept.

``to_html(to_markup(html))`` says the same as ``html``. Links of Wagtail to pages, documents and records are written
as ``page:12``, ``document:3``; people rarely write them, but must not lose them.
"""

import re
from typing import Any

from markdown_it import MarkdownIt
from markdownify import ATX, MarkdownConverter

from hub.rich_text import clean_html

_INTERNAL = re.compile(r"^(page|document|record):(\d+)$")
_INTERNAL_HREF = re.compile(r'<a href="(page|document|record):(\d+)"')
_RULES = ("heading", "list", "emphasis", "link", "newline", "escape", "entity", "blockquote", "autolink", "hr")


_LOOKS_LIKE_MARK = re.compile(r"^(\d+)([.)]\s)|^(#{1,6}\s|[-+>]\s)", re.MULTILINE)


class _Converter(MarkdownConverter):
    """Writes Wagtail's own links as addresses of their own kind, and lines that only look like lists as they are."""

    def convert_a(self, el: Any, text: str, parent_tags: Any) -> str:
        kind = el.get("linktype")
        if kind and el.get("id"):
            el["href"] = f"{kind}:{el['id']}"
        return str(super().convert_a(el, text, parent_tags))  # type: ignore[misc]

    def convert_p(self, el: Any, text: str, parent_tags: Any) -> str:
        escaped = _LOOKS_LIKE_MARK.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", text)
        return str(super().convert_p(el, escaped, parent_tags))  # type: ignore[misc]


def to_markup(html: str) -> str:
    """The text of ``html`` with its headings, lists, emphasis and links as marks."""
    if not html.strip():
        return ""
    converter = _Converter(heading_style=ATX, bullets="-", strong_em_symbol="*", autolinks=False)
    text = str(converter.convert(clean_html(html)))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero", {"html": False, "breaks": True}).enable(list(_RULES))
    own_check = reader.validateLink
    reader.validateLink = lambda url: bool(_INTERNAL.match(url)) or own_check(url)  # type: ignore[method-assign]
    return reader


def to_html(markup: str) -> str:
    """Safe HTML of what was typed; headings begin at the second level, as on every page of the hub."""
    html = _reader().render(markup.replace("\x00", "")).strip()
    html = re.sub(r"<(/?)h1>", r"<\1h2>", html)
    html = re.sub(r"<(/?)h[56]>", r"<\1h4>", html)
    return clean_html(_INTERNAL_HREF.sub(r'<a linktype="\1" id="\2"', html)).replace("\n", "")
