"""Suggestions while somebody types: records by type, then tags and themes."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.bilingual import active_language
from hub.collation import sort_key
from hub.subjects import public_tags
from search.analysis.words import folded_words
from search.labels import label_book, label_of, type_label
from search.requests import Hit, SearchRequest
from search.searching import search

SHORTEST = 2  # letters; less begins almost every word
HITS_ASKED = 8
HITS_OF_A_TYPE = 3
SUBJECTS_SHOWN = 3


def suggestions(text: str) -> dict[str, Any]:
    """Groups of options for ``text``, and a sentence for screen readers; plain data for JSON."""
    words = folded_words(text)
    groups = [*_records(text), *_subjects(words)] if words and len(text) >= SHORTEST else []
    count = sum(len(group["options"]) for group in groups)
    said = ngettext("%(count)d suggestion", "%(count)d suggestions", count) % {"count": count}
    return {"groups": groups, "status": said if count else _("No suggestions")}


def _records(text: str) -> list[dict[str, Any]]:
    hits = search(SearchRequest(text=text, language=active_language(), per_page=HITS_ASKED)).hits
    by_type: dict[str, list[Hit]] = {}
    for hit in hits:
        by_type.setdefault(hit.shown.type, []).append(hit)
    return [
        {"label": type_label(key) or key, "options": [_record(hit) for hit in found[:HITS_OF_A_TYPE]]}
        for key, found in by_type.items()
    ]


def _record(hit: Hit) -> dict[str, str]:
    shown = hit.shown
    language = "" if shown.text_language == active_language() else shown.text_language
    note = shown.place or shown.kicker
    return {"title": shown.title, "url": shown.url, "note": note, "language": language}


def _subjects(words: list[str]) -> list[dict[str, Any]]:
    groups = []
    for facet, label, name in (("tag", _("Tags"), "hub:tag"), ("theme", _("Themes"), "hub:theme")):
        keys = list(label_book().beginning_with(facet, words))
        found = [(label_of(facet, key), key) for key in (_public_tags(keys) if facet == "tag" else keys)]
        found.sort(key=lambda pair: (len(pair[0]), sort_key(pair[0])))
        options = [
            {"title": str(title), "url": reverse(name, args=[key]), "note": "", "language": _language_of(title)}
            for title, key in found[:SUBJECTS_SHOWN]
        ]
        if options:
            groups.append({"label": label, "options": options})
    return groups


def _public_tags(slugs: list[str]) -> list[str]:
    """Those that something public has. One query, if there are any."""
    return list(public_tags().filter(slug__in=slugs).order_by().values_list("slug", flat=True)) if slugs else []


def _language_of(title: Any) -> str:
    language = getattr(title, "language", active_language())
    return "" if language == active_language() else str(language)
