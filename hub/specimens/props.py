"""Stand-ins for what components are given: records that are in no database, in words long and short."""

from types import SimpleNamespace
from typing import Any

from hub.models import HubImage, Tag

WORD = "Tumblehead"
LONG_TITLE = "Det Animerede Bibliotek for Uddannelse, Visualisering og Speciallægepraksisformidling i Midtjylland"
LONG_TEXT = (
    "From 2011 schools, studios and the municipality have built a scene in which a drawing can become a film, a game "
    "or a map of the town, and in which those who draw, those who teach and those who govern meet at the same table. "
    "What comes out of it is shown here, with where it was made, by whom, and what it led to afterwards."
)
RICH_TEXT = (
    "<h2>A heading</h2><p>Running text with <b>bold</b>, <i>italic</i> and "
    '<a href="https://en.unesco.org/creative-cities/">a link</a>.</p><ul><li>One</li><li>Two</li></ul>'
    "<h3>A smaller heading</h3><ol><li>First</li><li>Second</li></ol>"
)
SOURCES = "Viborg Municipality - https://viborg.dk/\nThe background note, page 3"


def tags(*words: str) -> Any:
    """Tags as a record loaded for cards has them."""
    return SimpleNamespace(all=[Tag(name=word, slug=word) for word in words])


def picture() -> HubImage | None:
    """The first picture of the library that has everything publishing asks for."""
    complete = HubImage.objects.exclude(alt_da="").exclude(alt_en="").exclude(credit="").order_by("pk")
    return complete.first()


def least_record() -> Any:
    """A record with a title and nothing else."""
    return SimpleNamespace(
        title=WORD, lead="", kicker="", slug="tumblehead", url="#", image=None, is_sample=False, source="", tags=tags()
    )


def fullest_record() -> Any:
    """A record with everything, in long words."""
    return SimpleNamespace(
        title=LONG_TITLE,
        lead=LONG_TEXT,
        kicker="Knowledge centre",
        slug="viborg-kunsthal",
        url="#",
        image=picture(),
        is_sample=True,
        source=SOURCES,
        tags=tags("animation", "graphic storytelling", "co-creation", "public space", "never shown"),
    )
