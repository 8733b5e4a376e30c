"""The controlled vocabularies as the data gives them, and themes chosen for this city."""

from collections.abc import Iterator
from typing import Any

from hub.models import SDG, AreaOfAction, CreativeField, Dimension, Objective, Priority, Scope, Theme
from hub.models.taxonomies import Term
from hub.sample_site.facts import NOTE_SOURCE
from hub.seed_files import facts

# The first tags (hub/data/tags.json) map to these keys.
THEMES = (
    ("animation", "Animation", "Animation"),
    ("games", "Spil og interaktive medier", "Games and interactive media"),
    ("visual_storytelling", "Visuel fortælling", "Visual storytelling"),
    ("children_and_young_people", "Børn og unge", "Children and young people"),
    ("education_and_talent", "Uddannelse og talent", "Education and talent"),
    ("city_development", "Byudvikling og byrum", "City development and public space"),
    ("cultural_heritage", "Kulturarv", "Cultural heritage"),
    ("health", "Sundhedsformidling", "Health communication"),
    ("sustainability", "Bæredygtighed", "Sustainability"),
    ("international_cooperation", "Internationalt samarbejde", "International cooperation"),
    ("business_and_growth", "Erhverv og vækst", "Business and growth"),
)


def load_vocabularies() -> int:
    """Make the terms that are missing; those that are there stay as staff have left them. Gives the number made."""
    made = 0
    for model, terms in _vocabularies():
        for order, term in enumerate(terms, start=1):
            _term, is_new = model.objects.get_or_create(key=term.pop("key"), defaults={"order": order, **term})
            made += is_new
    return made


def _vocabularies() -> Iterator[tuple[type[Term], list[dict[str, Any]]]]:
    seed, uccn = facts("seed"), facts("uccn")
    yield CreativeField, [_from_network(row) | {"since": row["since"]} for row in uccn["creative_fields"]]
    yield Objective, [_from_network(row) for row in uccn["objectives"]]
    yield AreaOfAction, [_from_network(row) for row in uccn["areas_of_action"]]
    yield Priority, [_from_note(row) for row in seed["municipal_priorities"]["items"]]
    yield Dimension, [_from_note(row) for row in seed["sustainability_dimensions"]]
    yield Scope, [_from_note(row) for row in seed["geographical_scopes"]]
    yield SDG, _goals()
    yield Theme, [{"key": key, "title_da": title_da, "title_en": title_en} for key, title_da, title_en in THEMES]


def _from_network(row: dict[str, Any]) -> dict[str, Any]:
    names = ("key", "title_da", "title_en", "description_da", "description_en", "source")
    return {name: row[name] for name in names if name in row}


def _from_note(row: dict[str, Any]) -> dict[str, Any]:
    return {"key": row["key"], "title_da": row["da"], "title_en": row["en"], "source": NOTE_SOURCE}


def _goals() -> list[dict[str, Any]]:
    sdgs = facts("sdgs")
    source = "\n".join(sdgs["source"][name] for name in ("titles_en", "titles_da", "colours"))
    names = ("title_da", "title_en", "colour", "text_colour")
    return [
        {"key": f"sdg-{row['number']}", "source": source, **{name: row[name] for name in names}}
        for row in sdgs["goals"]
    ]
