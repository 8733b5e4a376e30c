"""UNESCO's five regions, by country; ``data/unesco_regions.json`` names its source."""

from dataclasses import dataclass
from functools import cache

from hub.bilingual import BilingualText, text_of_pair
from hub.seed_files import facts


@dataclass(frozen=True, slots=True)
class Region:
    """One of the five."""

    key: str
    da: str
    en: str

    @property
    def title(self) -> BilingualText:
        """Its name in the reader's language."""
        return text_of_pair(self.da, self.en)


@cache
def unesco_regions() -> tuple[Region, ...]:
    """The five, in the order of their English names."""
    return tuple(Region(row["key"], row["da"], row["en"]) for row in facts("unesco_regions")["regions"])


@cache
def _by_country() -> dict[str, str]:
    return {code: row["key"] for row in facts("unesco_regions")["regions"] for code in row["countries"]}


def region_key(country: str) -> str:
    """The key of the region of a country (ISO 3166-1, two letters); empty for one that is in none."""
    return _by_country().get(country.upper(), "")


def regions_source() -> str:
    """Where it is from, for the page that shows it."""
    return str(facts("unesco_regions")["source"])
