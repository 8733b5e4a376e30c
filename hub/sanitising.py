"""Rich text without anything that could run or dress up a page: once when it is written, once when it is shown."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

TAGS = {"h2", "h3", "h4", "p", "br", "hr", "a", "b", "strong", "i", "em", "ul", "ol", "li", "sup", "sub"}
SHOWN_ATTRIBUTES = {"a": {"href", "hreflang", "lang"}}
# As the editor stores it: links name a page or document by its key, and blocks have keys for comments.
STORED_ATTRIBUTES = {"a": {"href", "hreflang", "lang", "linktype", "id"}, "*": {"data-block-key"}}
LINK_SCHEMES = {"https", "http", "mailto", "tel"}


def clean_source(source: str) -> str:
    """Rich text as it may be stored; clean text stays as it is."""
    if "<" not in source and "&" not in source:
        return source
    return nh3.clean(
        source, tags=TAGS, attributes=STORED_ATTRIBUTES, url_schemes=LINK_SCHEMES, link_rel=None, strip_comments=True
    )


def safe_html(text: RichText | str) -> SafeString:
    """Rich text as HTML with its links led to today's addresses; whatever isn't plain text structure is taken out."""
    html = expand_db_html(text.source if isinstance(text, RichText) else str(text or ""))
    cleaned = nh3.clean(html, tags=TAGS, attributes=SHOWN_ATTRIBUTES, url_schemes=LINK_SCHEMES, link_rel=None)
    return mark_safe(cleaned)  # cleaned in the line above
