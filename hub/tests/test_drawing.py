"""Drawings: the same for the same word, small, without anything active."""

import re
import string
from xml.etree import ElementTree

import pytest

from hub.graphics.drawing import drawing

SLUGS = [f"{letter}{number}-{word}" for letter in string.ascii_lowercase for number in range(8) for word in ("a", "by")]


def test_drawing_is_the_same_every_time_and_another_for_another_slug():
    assert drawing("viborg", width=400, height=225) == drawing("viborg", width=400, height=225)
    drawings = {drawing(slug, width=400, height=225) for slug in SLUGS}
    assert len(drawings) > 0.95 * len(SLUGS)


@pytest.mark.parametrize("slug", [*SLUGS[:200:7], "a", "-", "_", "0", "x" * 80])
def test_drawing_is_well_formed_small_and_inert(slug):
    svg = drawing(slug, width=400, height=225)
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(svg).iter()}  # noqa: S314
    assert tags <= {"svg", "g", "rect", "circle", "ellipse", "path"}
    assert "href" not in svg
    assert "NaN" not in svg


def test_every_drawing_stays_below_four_kilobytes():
    assert max(len(drawing(slug, width=400, height=225)) for slug in SLUGS) < 4096


def test_drawing_fills_the_size_asked_for():
    svg = drawing("viborg", width=80, height=80)
    assert re.search(r'viewBox="0 0 80 80" width="80" height="80"', svg)


def test_drawing_view_answers_with_long_cache_etag_and_policy(client):
    answer = client.get("/drawings/viborg-kunsthal.svg")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/svg+xml"
    assert "immutable" in answer["Cache-Control"]
    assert answer["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'"
    again = client.get("/drawings/viborg-kunsthal.svg", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["x" * 81, "x" * 5000])
def test_drawing_view_with_over_long_slug_is_404(client, db, path):
    assert client.get(f"/drawings/{path}.svg").status_code == 404
