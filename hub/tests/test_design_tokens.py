"""The tokens of the design: all there, in both themes, and readable on each other."""

import re

import pytest
from django.conf import settings

TOKENS = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
HUB, GRAPHICS = ((settings.BASE_DIR / "static" / "css" / name).read_text() for name in ("hub.css", "graphics.css"))
PAIRS = [
    (text, ground)
    for text in (
        "ink",
        "ink-soft",
        "accent",
        "positive",
        "warning",
        "danger",
        "focus",
        "sector-education",
        "sector-business",
        "sector-public",
        "sector-civil",
    )
    for ground in ("paper", "surface", "surface-2")
] + [("accent-ink", "accent"), ("ink", "accent-soft"), ("accent", "accent-soft"), ("ink-soft", "accent-soft")]
NAMES = [
    *(f"step-{number}" for number in range(-1, 6)),
    *(f"space-{number}" for number in range(1, 9)),
    *("radius", "measure", "motion-fast", "motion-slow"),
]


def _colours(theme):
    found = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", TOKENS)
    return {name: light if theme == "light" else dark for name, light, dark in found}


def _luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one, other):
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_each_text_colour_is_readable_on_each_ground(theme, text, ground):
    colours = _colours(theme)
    assert _contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "surface", "surface-2"])
def test_lines_that_say_something_are_seen_on_each_ground(theme, ground):
    """Unlike rules, which only part: WCAG 1.4.11."""
    colours = _colours(theme)
    assert _contrast(colours["line-strong"], colours[ground]) >= 3


def test_ties_are_drawn_in_the_strong_line_and_within_a_sector_also_dashed():
    rules = dict(re.findall(r"^  (\.tie[\w-]*) { (.*?) }$", GRAPHICS, re.MULTILINE))
    assert "var(--line-strong)" in rules[".tie"]
    assert "stroke-dasharray" in rules[".tie"]
    assert "var(--ink-soft)" in rules[".tie--across"]
    assert "stroke-dasharray: none" in rules[".tie--across"]


def test_forced_colours_give_buttons_the_colours_of_buttons():
    forced = HUB.split("@media (forced-colors: active) {", 1)[1].split("\n  }\n", 1)[0]
    assert "background: ButtonFace; color: ButtonText" in forced
    assert all(name in forced for name in (".button,", 'button[type="submit"],', ".button--danger"))


@pytest.mark.parametrize("name", NAMES)
def test_scales_for_type_space_and_motion_are_there(name):
    assert f"  --{name}: " in TOKENS
