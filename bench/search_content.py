"""Made-up content for the search benchmark: words by Zipf's law, texts and tags of realistic length."""

import datetime as dt
import random
from collections.abc import Iterator
from itertools import accumulate

from hub.bilingual import BilingualText
from hub.searchable import SearchableType, SearchDocument, TagWords
from search.analysis.stopwords import DANISH, ENGLISH
from search.models import SearchEntry
from search.projecting import entry_of

WORDS_OF_A_LANGUAGE = 20_000
SHARE_OF_STOP_WORDS = 0.4
# Words of the domain come first, so they are the frequent ones and queries can name them.
DANISH_WORDS = """animation film festival kunst by skole netværk projekt udveksling kommune lyd spil museum tegning
musik ung workshop medie verden samarbejde værksted fortælling forening udstilling kultur byrum lys børn uddannelse
studie"""
ENGLISH_WORDS = """animation film festival art city school network project exchange municipality sound game museum
drawing music youth workshop media world cooperation studio story association exhibition culture space light children
education residency"""
SYLLABLES = {
    "da": "ba be bo de fa fo gra hav ho ja kla ko la lin lund ma mel no pil ra sko sta sten sø ti træ ud vand vej ø",
    "en": "a ber con dis ex fa gra har in ken lo mar nor op per qua re sta ter un ver wa wing ness ton ly land mill",
}
ENDINGS = {"da": ("", "en", "er", "erne", "s", "ens"), "en": ("", "s", "ing", "ed", "er")}
COUNTRIES = (
    *("DK", "DE", "GB", "FR", "IT", "ES", "PT", "PL", "UA", "JP", "KR", "CN", "US", "CA", "MX", "BR"),
    *("AR", "AU", "SE", "NO", "FI", "IS", "NL", "BE", "AT", "CH", "CZ", "HU", "RO", "TR"),
)
TYPES = ("partners.partner", "partners.project", "events.event", "partners.city", "hub.storypage", "events.venue")
SECTORS = ("education", "business", "public", "civil_society")
FIELDS = ("media-arts", "film", "music", "literature", "design", "crafts", "gastronomy")
THEMES = tuple(f"theme-{number}" for number in range(12))
FIRST_DAY = dt.date(2015, 1, 1)
DAYS = 365 * 15
BODY_WORDS = (60, 110, 220)  # fewest, most often, most


def _zipf(count: int, shift: float = 2.7) -> list[float]:
    return list(accumulate(1 / (rank + shift) for rank in range(count)))


class Writer:
    """Writes things, the same ones for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)
        self.words = {"da": self._vocabulary("da", DANISH_WORDS), "en": self._vocabulary("en", ENGLISH_WORDS)}
        self.stop_words = {"da": sorted(DANISH), "en": sorted(ENGLISH)}
        # Shifted, as stop words have the first places: the most frequent word is in about half of the things.
        self.weights = _zipf(WORDS_OF_A_LANGUAGE, shift=40)
        tags = [*self.words["da"][:150], *self.words["en"][150:400]]
        self.tags = [TagWords(f"tag-{number}", word, (word,)) for number, word in enumerate(tags)]
        self.tag_weights = _zipf(len(self.tags))
        self.country_weights = _zipf(len(COUNTRIES))

    def _vocabulary(self, language: str, first: str) -> list[str]:
        words = dict.fromkeys(first.split())
        syllables, endings = SYLLABLES[language].split(), ENDINGS[language]
        while len(words) < WORDS_OF_A_LANGUAGE:
            stem = "".join(self.random.choices(syllables, k=self.random.randint(2, 4)))
            if self.random.random() < 0.1 and language == "da":
                stem = self.random.choice(DANISH_WORDS.split()) + stem  # a compound
            words.update(dict.fromkeys(stem + ending for ending in endings if self.random.random() < 0.6))
        return list(words)[:WORDS_OF_A_LANGUAGE]

    def things(self, start: int, end: int) -> Iterator[tuple[str, list[SearchEntry]]]:
        """Keys ``start`` to ``end`` with their entries; most are written in both languages."""
        for number in range(start, end):
            key = f"bench:{number}"
            kind = SearchableType(model=self.random.choices(TYPES, (20, 25, 25, 5, 15, 10))[0])
            languages = self.random.choices((["da", "en"], ["da"], ["en"]), (6, 3, 1))[0]
            shared = self._shared()
            yield (
                key,
                [entry_of(key, kind, code, self._document(number, code, shared), languages) for code in languages],
            )

    def _shared(self) -> dict[str, object]:
        rolls = self.random
        start = FIRST_DAY + dt.timedelta(days=rolls.randrange(DAYS)) if rolls.random() < 0.5 else None
        tags = rolls.choices(self.tags, cum_weights=self.tag_weights, k=rolls.randint(1, 5))
        country = rolls.choices(COUNTRIES, cum_weights=self.country_weights)[0]
        return {
            "tags": tuple(dict.fromkeys(tags)),
            "names": (country.lower() + "land",),
            "facets": {
                "sector": (rolls.choice(SECTORS),),
                "theme": tuple(dict.fromkeys(rolls.choices(THEMES, k=2))),
                "tag": tuple(dict.fromkeys(tag.slug for tag in tags)),
                "country": (country,),
                "field": (rolls.choice(FIELDS),),
                "scope": (rolls.choice(("local", "national", "international")),),
                "year": (str(start.year),) if start else (),
            },
            "start": start,
            "end": start + dt.timedelta(days=rolls.randrange(10)) if start else None,
            "latitude": rolls.uniform(-40, 65),
            "longitude": rolls.uniform(-120, 150),
        }

    def _document(self, number: int, language: str, shared: dict[str, object]) -> SearchDocument:
        fewest, usual, most = BODY_WORDS
        return SearchDocument(
            title=BilingualText(self._text(language, self.random.randint(2, 6)).capitalize(), language),
            lead=BilingualText(self._text(language, self.random.randint(12, 25)), language),
            body=BilingualText(self._text(language, int(self.random.triangular(fewest, most, usual))), language),
            url=f"/{language}/bench/{number}/",
            **shared,  # type: ignore[arg-type]
        )

    def _text(self, language: str, count: int) -> str:
        content = self.random.choices(self.words[language], cum_weights=self.weights, k=count)
        stops = self.stop_words[language]
        return " ".join(
            self.random.choice(stops) if self.random.random() < SHARE_OF_STOP_WORDS else word for word in content
        )


def queries(writer: Writer) -> dict[str, dict[str, object]]:
    """What is asked, by what is hard about it: arguments of a ``SearchRequest``."""
    danish, english = writer.words["da"], writer.words["en"]
    return {
        "frequent word": {"text": "animation"},
        "usual word": {"text": danish[300]},
        "rare word": {"text": english[15_000]},
        "two words": {"text": "film festival"},
        "five words": {"text": f"{danish[3]} {danish[40]} {english[9]} {danish[200]} {english[900]}"},
        "compound": {"text": "animationsfilmfestival"},
        "phrase": {"text": '"animation film"'},
        "slip": {"text": "aniamtion fetsival"},
        "beginning": {"text": "ani"},
        "stop words": {"text": "og i på"},
        "everything": {},
        "everything by date": {"sort": "date"},
        "everything near": {"sort": "nearness"},
        "two facets": {"text": "film", "facets": {"type": ("events.event",), "tag": ("tag-0", "tag-1", "tag-2")}},
        "facets alone": {"facets": {"country": ("DK",), "sector": ("public", "education")}},
        "by date": {"text": "kunst", "sort": "date"},
        "near": {"text": "museum", "sort": "nearness"},
        "page 100": {"text": "animation", "page": 100},
        "nothing": {"text": "xqzwvkpt"},
        "hostile": {"text": '"' * 50 + "*(AND) " * 40},
    }
