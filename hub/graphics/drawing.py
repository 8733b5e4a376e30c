"""A drawing for each record without a picture, made from its slug alone: a frame of an animation that is being drawn.

A few poses of one simple movement lie over each other as on onion skin, the last one inked; below them runs the strip
of frames with the play-head at the frame that is shown. The same slug gives the same drawing on every machine.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from hub.graphics.movements import MOVEMENTS, POSES, Ink


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours that go together: ``paper`` far back, ``sheet`` above it, ``ink``, ``ghost`` poses and an ``accent``."""

    paper: str
    sheet: str
    ink: str
    ghost: str
    accent: str


PALETTES = (
    Palette("#1f2a44", "#2a3859", "#f4ead5", "#7f95c9", "#f2a65a"),  # night blue
    Palette("#e9dfc9", "#f5eedf", "#2d3142", "#b08968", "#d1495b"),  # drawing paper
    Palette("#1e3d3a", "#295450", "#f3efdc", "#74b3a3", "#f4b942"),  # pine
    Palette("#cfe0e3", "#e4eff0", "#23395b", "#6a9fb5", "#e4572e"),  # morning
    Palette("#43273f", "#5a3655", "#f9e7dc", "#b98bb1", "#f5b83d"),  # plum
    Palette("#f0cfb4", "#f8e3d2", "#4a2c40", "#d08c60", "#2a7f86"),  # apricot
    Palette("#d5dfc0", "#e7eed8", "#2f3e2e", "#8aa36b", "#c8553d"),  # meadow
)


class Choices:
    """Numbers from a word: the same for the same word, evenly spread."""

    def __init__(self, word: str) -> None:
        self._bytes = iter(hashlib.sha256(word.encode()).digest())

    def index(self, count: int) -> int:
        """A number from 0 to ``count`` - 1."""
        return next(self._bytes) % count

    def between(self, low: float, high: float) -> float:
        """A number within the limits."""
        return low + (high - low) * next(self._bytes) / 255


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _sheet(width: int, height: int, palette: Palette, choices: Choices) -> str:
    """The paper, with the sheet on it and the peg holes of an animator's table."""
    glow_x, glow_y = choices.between(0.2, 0.8) * width, choices.between(0.15, 0.45) * height
    radius = choices.between(0.45, 0.62) * height
    return (
        f'<rect width="{width}" height="{height}" fill="{palette.paper}"/>'
        f'<circle cx="{_number(glow_x)}" cy="{_number(glow_y)}" r="{_number(radius)}" fill="{palette.sheet}"/>'
    )


def _strip(width: int, height: int, palette: Palette, shown: int, frames: int) -> str:
    """The strip of frames along the lower edge, with the play-head at the frame ``shown``."""
    margin, gap = width * 0.06, width * 0.012
    frame_width = (width - 2 * margin - gap * (frames - 1)) / frames
    top, frame_height = height * 0.885, height * 0.05
    parts = []
    for number in range(frames):
        x = margin + number * (frame_width + gap)
        fill = f' fill="{palette.accent}" fill-opacity="1"' if number == shown else ""
        size = f'width="{_number(frame_width)}" height="{_number(frame_height)}"'
        parts.append(f'<rect x="{_number(x)}" y="{_number(top)}" {size} rx="2"{fill}/>')
    middle = margin + shown * (frame_width + gap) + frame_width / 2
    head = height * 0.022
    parts.append(
        f'<path d="M{_number(middle)} {_number(top + frame_height + head * 1.2)}V{_number(top - head * 1.6)}" '
        f'stroke="{palette.accent}" stroke-width="2"/>'
        f'<path d="M{_number(middle - head)} {_number(top - head * 2.6)}h{_number(2 * head)}l{_number(-head)} '
        f'{_number(head * 1.6)}z" fill="{palette.accent}" fill-opacity="1"/>'
    )
    return f'<g fill="{palette.ghost}" fill-opacity=".45">{"".join(parts)}</g>'


def _poses(movement: Callable[[float, Ink], str], palette: Palette, count: int, shown: int) -> str:
    """The poses before and after as ghosts, fainter the farther away, and the one that is shown in ink."""
    layers = []
    order = sorted(range(count), key=lambda number: -abs(number - shown))
    for number in order:
        distance = abs(number - shown)
        t = number / (count - 1)
        if distance:
            opacity = max(0.16, 0.72 - 0.17 * (distance - 1))
            drawn = movement(t, Ink(palette.ghost, palette.ghost, is_ghost=True))
            layers.append(f'<g opacity="{opacity:.2f}">{drawn}</g>')
        else:
            layers.append(movement(t, Ink(palette.ink, palette.accent, is_ghost=False)))
    return "".join(layers)


def drawing(slug: str, *, width: int, height: int) -> str:
    """An SVG of ``width`` by ``height`` pixels, below 4 kB, without scripts, fonts or references."""
    choices = Choices(slug)
    palette = PALETTES[choices.index(len(PALETTES))]
    movement = MOVEMENTS[choices.index(len(MOVEMENTS))]
    count = POSES.get(movement, 5 + choices.index(2))
    shown = 1 + choices.index(count - 1)
    flip = choices.index(2)
    turn = f"translate({width} 0) scale(-1 1) " if flip else ""
    # Movements are drawn on a stage of 400 by 225.
    scale = min(width / 400, height / 225)
    x, y = (width - 400 * scale) / 2, (height - 225 * scale) / 2
    frames = count + 3
    frame_shown = shown + 1
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f"{_sheet(width, height, palette, choices)}"
        f'<g transform="{turn}translate({_number(x)} {_number(y)}) scale({scale:.3g})" '
        f'fill="none" stroke-linecap="round" stroke-linejoin="round">'
        f"{_poses(movement, palette, count, shown)}</g>"
        f"{_strip(width, height, palette, frames - 1 - frame_shown if flip else frame_shown, frames)}"
        "</svg>"
    )
