"""Components that show one record."""

from typing import Any

from hub.bilingual import BilingualText
from hub.record_subjects import Subject
from hub.specimens.props import LONG_TITLE, fullest_record, least_record
from hub.styleguide import Specimen, register


def _record(record: Any, **more: Any) -> dict[str, Any]:
    return {"record": record, **more}


def _subjects(*words: str) -> list[Subject]:
    return [Subject(word, BilingualText(word, "en"), number, "#") for number, word in enumerate(words)]


def _pictured(record: Any) -> dict[str, Any]:
    return _record(record, sizes="22rem", loading="lazy")


register(
    Specimen(
        "components/record_card.html",
        lambda: _record(least_record(), heading="h3"),
        lambda: _record(fullest_record(), heading="h3"),
    ),
    Specimen("components/card_tags.html", lambda: _record(least_record()), lambda: _record(fullest_record())),
    Specimen("components/record_picture.html", lambda: _pictured(least_record()), lambda: _pictured(fullest_record())),
    Specimen("components/record_sources.html", lambda: _record(least_record()), lambda: _record(fullest_record())),
    Specimen("components/sample_mark.html", lambda: _record(least_record()), lambda: _record(fullest_record())),
    Specimen(
        "components/record_subjects.html",
        lambda: {"subjects": {}},
        lambda: {"subjects": {"tags": _subjects("animation", LONG_TITLE), "themes": _subjects("film")}},
    ),
)
