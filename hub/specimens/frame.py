"""Components of the frame around pages, and of their heads."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django.utils.safestring import mark_safe

from hub.context_processors import ShownEntry
from hub.head import Head, SocialPicture
from hub.models import SiteSettings
from hub.specimens.props import LONG_TEXT, LONG_TITLE, picture
from hub.styleguide import Specimen, register
from hub.templatetags.head_tags import LanguageLink

LEVELS = ("success", "info", "warning", "error")


def _nothing() -> dict[str, Any]:
    return {}


def _entries(count: int) -> list[ShownEntry]:
    return [ShownEntry(LONG_TITLE[: 9 + 2 * n], "#", n == 1, n == 1) for n in range(count)]


def _languages(*codes: str) -> list[LanguageLink]:
    return [LanguageLink(code, {"da": "Dansk", "en": "English"}[code], "#", True) for code in codes]


def _framed(entries: int, *codes: str) -> dict[str, Any]:
    return {"menu_entries": _entries(entries), "other_languages": _languages(*codes)}


def _opening(title: str, **more: Any) -> dict[str, Any]:
    return {"page": SimpleNamespace(**{"title": title, "lead": "", "image": None, **more})}


def _head() -> dict[str, Any]:
    card = SocialPicture("https://example.org/p.png", 1200, 630, "What it shows")
    address = "https://example.org/en/"
    return {
        "head": Head(address, [("en", address)], LONG_TITLE, "Hub", LONG_TEXT, "website", "en_GB", ["da_DK"], card, [])
    }


class Message:
    """A message as Django's messages framework gives it."""

    def __init__(self, level_tag: str, text: str) -> None:
        self.level_tag = level_tag
        self.text = text

    def __str__(self) -> str:
        return self.text


register(
    Specimen("components/site_header.html", lambda: _framed(0), lambda: _framed(9, "da", "en")),
    Specimen(
        "components/statement_contact.html",
        lambda: {"hub": SiteSettings()},
        lambda: {"hub": SiteSettings(contact_name=LONG_TITLE, contact_email="hub@example.org")},
    ),
    Specimen("components/site_footer.html", lambda: _framed(0), lambda: _framed(9)),
    Specimen("components/language_switch.html", lambda: _framed(0, "da"), lambda: _framed(0, "da", "en")),
    Specimen(
        "components/messages.html",
        lambda: {"messages": []},
        lambda: {"messages": [Message(level, f"{level}: {LONG_TITLE}") for level in LEVELS]},
    ),
    Specimen(
        "components/page_opening.html",
        lambda: _opening("Page"),
        lambda: {**_opening(LONG_TITLE, lead=LONG_TEXT, image=picture()), "date": dt.date(2026, 5, 1)},
    ),
    Specimen("components/edit_link.html", lambda: {"url": None}, lambda: {"url": "/admin/"}),
    Specimen(
        "components/search_box.html",
        lambda: {"id": "least-words"},
        lambda: {"id": "fullest-words", "words": LONG_TITLE},
    ),
    Specimen("components/ways_in.html", _nothing, lambda: {"events_url": "#"}),
    Specimen("components/page_styles.html", _nothing, _nothing, in_head=True),
    Specimen("components/search_script.html", _nothing, _nothing, in_head=True),
    Specimen("components/head_links.html", lambda: {"head": None}, _head, in_head=True),
    Specimen(
        "components/json_ld.html",
        lambda: {"script": mark_safe("{}")},  # a constant
        lambda: {"script": mark_safe('{"@type": "Organization"}')},
        in_head=True,
    ),
)
