"""Specimens of the components that show projects, offers and needs, for the style page."""

import datetime as dt
from types import SimpleNamespace

from hub.bilingual import BilingualText
from hub.specimens.props import LONG_TITLE, WORD
from hub.styleguide import Specimen, register
from partners.matches import Exchange, Match, Word
from partners.models import Project


def _link(project: Project, role: str) -> SimpleNamespace:
    return SimpleNamespace(project=project, get_role_display=role)


def _least() -> Project:
    return Project(title_da=WORD, title_en=WORD, slug="a", live=True)


def _fullest() -> Project:
    days = {"start": dt.date(2021, 3, 1), "end": dt.date(2027, 10, 31), "date_precision": "month"}
    return Project(title_da=LONG_TITLE, title_en=LONG_TITLE, slug="b", live=True, is_sample=True, **days)


def _words(*labels: str) -> list[Word]:
    return [Word(f"word-{number}", BilingualText(label, "en")) for number, label in enumerate(labels)]


def _exchange() -> Exchange:
    words = _words(WORD, LONG_TITLE, "light")
    matches = [
        Match(BilingualText(LONG_TITLE, "en"), "#", words, words),
        Match(BilingualText(WORD, "da"), "#", words[:1]),
    ]
    return Exchange(words, words, matches)


register(
    Specimen(
        "components/exchange.html",
        lambda: {"exchange": Exchange(_words(WORD), [], [])},
        lambda: {"exchange": _exchange()},
    ),
    Specimen(
        "components/project_links.html",
        lambda: {"links": [_link(_least(), "partner")]},
        lambda: {"links": [_link(_fullest(), "lead partner"), _link(_least(), "partner")]},
    ),
)
