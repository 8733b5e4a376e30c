"""The columns an import knows, with their headings in Danish and English."""

import re
from dataclasses import dataclass

from hub.bilingual import active_language
from hub.choices import Language


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a partner as a column: its heading in each language, other headings, and an example."""

    field: str
    heading_da: str
    heading_en: str
    also: tuple[str, ...] = ()
    example_da: str = ""
    example_en: str = ""

    def heading(self, language: str | None = None) -> str:
        """The heading in ``language``, or in the reader's."""
        return self.heading_en if (language or active_language()) == Language.ENGLISH else self.heading_da

    def example(self, language: str) -> str:
        """What the example row of the template holds."""
        return (self.example_en if language == Language.ENGLISH else "") or self.example_da

    def names(self) -> set[str]:
        """Every heading that means this column, in the form of ``heading_key``."""
        return {heading_key(name) for name in (self.field, self.heading_da, self.heading_en, *self.also)}


def heading_key(heading: str) -> str:
    """A heading without what doesn't matter: case, spaces, brackets, hyphens, asterisk."""
    return " ".join(re.sub(r"[\s_()\[\]*:,./–-]+", " ", heading.casefold()).split())


def _both(danish: str, english: str, *, in_danish: bool, bare: tuple[str, ...]) -> tuple[str, ...]:
    """The headings of a text that is held in two languages: a bare heading means its own language."""
    endings: tuple[str, ...] = ("da", "dansk", "på dansk", "danish", "in danish", "dk")
    if not in_danish:
        endings = ("en", "engelsk", "på engelsk", "english", "in english", "gb", "uk")
    return (*bare, *(f"{stem} {ending}" for stem in (danish, english, *bare) for ending in endings))


_NAMES_DA = (
    *_both("titel", "title", in_danish=True, bare=("navn", "titel")),
    "name da",
    "name danish",
    "name in danish",
)
_NAMES_EN = (
    *_both("titel", "title", in_danish=False, bare=("name", "title")),
    "navn en",
    "navn engelsk",
    "navn på engelsk",
)
COLUMNS = (
    Column("title_da", "Navn (da)", "Name (da)", _NAMES_DA, "Eksempel Animation ApS"),
    Column("title_en", "Navn (en)", "Name (en)", _NAMES_EN, "Example Animation"),
    Column("slug", "Adresse på hubben", "Address on the hub", ("address", "adresse", "slug")),
    Column("sector", "Sektor", "Sector", ("helix sector", "helix", "hovedsektor"), "Erhvervsliv", "Business"),
    Column(
        "further_sectors",
        "Yderligere sektorer",
        "Further sectors",
        ("yderligere sektor", "further sector", "andre sektorer", "other sectors", "also helix"),
        "Uddannelse og forskning",
        "Education and research",
    ),
    Column("kind", "Type", "Kind", ("art", "slags", "organisationstype")),
    Column("scope", "Rækkevidde", "Scope", ("raekkevidde", "reach")),
    Column("parent", "Overordnet", "Parent", ("del af", "part of", "hører under", "parent organisation")),
    Column("founded_year", "Stiftet", "Founded", ("grundlagt", "stiftelsesår", "founded year", "year founded"), "2011"),
    Column("website", "Hjemmeside", "Website", ("websted", "web", "url", "webside"), "https://eksempel.example"),
    Column("cvr", "CVR", "CVR", ("cvr nummer", "cvr nr", "cvr number", "cvr no", "cvrnr", "cvrnummer"), "12345678"),
    Column(
        "contact_email",
        "Kontakt-e-mail",
        "Contact e-mail",
        ("e mail", "email", "mail", "kontakt email", "contact email", "kontaktmail"),
        "post@eksempel.example",
    ),
    Column("place", "Sted", "Place", ("by", "town", "location"), "Viborg"),
    Column("latitude", "Breddegrad", "Latitude", ("lat",), "56.45270"),
    Column("longitude", "Længdegrad", "Longitude", ("laengdegrad", "lon", "lng", "long"), "9.40190"),
    Column("tags", "Emneord", "Tags", ("tag", "nøgleord", "keywords"), "animation; spil", "animation; games"),
    Column(
        "lead_da",
        "Resumé (da)",
        "Summary (da)",
        _both("resume", "summary", in_danish=True, bare=("resumé", "resume")),
        "En eller to sætninger til lister.",
    ),
    Column(
        "lead_en",
        "Resumé (en)",
        "Summary (en)",
        _both("resume", "summary", in_danish=False, bare=("summary",))
        + _both("resumé", "lead", in_danish=False, bare=()),
        "One or two sentences for lists.",
    ),
    Column(
        "body_da",
        "Beskrivelse (da)",
        "Description (da)",
        _both("beskrivelse", "description", in_danish=True, bare=("beskrivelse", "tekst")),
        "Den lange tekst. En tom linje begynder et nyt afsnit.",
    ),
    Column(
        "body_en",
        "Beskrivelse (en)",
        "Description (en)",
        _both("beskrivelse", "description", in_danish=False, bare=("description", "text")),
        "The long text. An empty line begins a new paragraph.",
    ),
    Column("source", "Kilde", "Source", ("kilder", "sources"), "https://eksempel.example/om"),
)
BY_FIELD = {column.field: column for column in COLUMNS}
BY_NAME = {name: column.field for column in COLUMNS for name in column.names()}
