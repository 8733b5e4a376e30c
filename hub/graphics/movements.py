"""Movements to draw: each gives the pose at ``t`` (0 the first, 1 the last) as SVG on a stage of 400 by 225.

The floor is at 180; what is above it is free. Shapes are few and bold, so that they still read at 80 pixels.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

FLOOR = 180.0


@dataclass(frozen=True, slots=True)
class Ink:
    """How a pose is drawn: the colour of its lines, the one of what stands out, and whether it is a ghost."""

    line: str
    accent: str
    is_ghost: bool

    @property
    def width(self) -> int:
        """The width of lines."""
        return 5 if self.is_ghost else 7


def _n(value: float) -> str:
    return f"{value:.0f}"


def _line(points: list[tuple[float, float]], ink: Ink, *, width: float | None = None) -> str:
    path = "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
    return f'<path d="M{path}" stroke="{ink.line}" stroke-width="{_n(width or ink.width)}"/>'


def _curve(path: str, ink: Ink, *, width: float | None = None) -> str:
    return f'<path d="{path}" stroke="{ink.line}" stroke-width="{_n(width or ink.width)}"/>'


def _disc(x: float, y: float, radius: float, colour: str) -> str:
    return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{colour}"/>'


def _swing(x: float, y: float, length: float, angle: float) -> tuple[float, float]:
    """The end of a limb that hangs from (x, y); 0 is straight down, positive to the right."""
    return x + length * math.sin(angle), y + length * math.cos(angle)


def ball(t: float, ink: Ink) -> str:
    """A ball that bounces along its arcs: stretched as it falls, squashed where it lands."""
    x = 50 + 300 * t
    phase = (t * 1.5 + 0.5) % 1
    height = 4 * phase * (1 - phase)
    y = FLOOR - 22 - 112 * height
    squash = 0.36 * (1 - height) ** 3 if height < 0.2 else -0.1 * (1 - height)
    rx, ry = 23 * (1 + squash), 23 * (1 - squash)
    arcs = ""
    if not ink.is_ghost:
        arcs = (
            f'<path d="M50 46Q100 46 150 158Q250 -66 350 158" stroke="{ink.line}" stroke-width="3" '
            f'stroke-dasharray="1 9"/><path d="M{_n(x - 18)} 184h36" stroke="{ink.line}" stroke-width="4"/>'
        )
    return f'{arcs}<ellipse cx="{_n(x)}" cy="{_n(y + 22 - ry)}" rx="{_n(rx)}" ry="{_n(ry)}" fill="{ink.accent}"/>'


def walker(t: float, ink: Ink) -> str:
    """A figure that walks: contact, down, passing, up."""
    x, phase = 62 + 270 * t, t * 2 * math.pi * 1.25
    stride = math.sin(phase)
    hip_y = FLOOR - 66 - 4 * math.cos(2 * phase)
    neck = (x + 5, hip_y - 46)
    parts = []
    for side in (-1, 1):
        angle = side * 0.55 * stride
        knee = _swing(x, hip_y, 34, angle + 0.12)
        bend = 0.75 * max(0.0, -side * math.cos(phase))
        foot = _swing(*knee, 34, angle - bend)
        parts.append(_line([(x, hip_y), knee, foot, (foot[0] + 10, foot[1])], ink))
        elbow = _swing(neck[0], neck[1] + 8, 24, -side * 0.5 * stride)
        hand = _swing(*elbow, 22, -side * 0.5 * stride + 0.45)
        parts.append(_line([(neck[0], neck[1] + 8), elbow, hand], ink))
    parts.append(_line([(x, hip_y), neck], ink))
    parts.append(_disc(neck[0] + 3, neck[1] - 17, 16, ink.accent))
    return "".join(parts)


def pendulum(t: float, ink: Ink) -> str:
    """A weight that swings on its string."""
    angle = 0.95 * math.cos(math.pi * t)
    x, y = _swing(200, 12, 142, angle)
    return _line([(200, 12), (x, y)], ink, width=ink.width - 3) + _disc(x, y, 23, ink.accent)


def plant(t: float, ink: Ink) -> str:
    """A plant that grows and opens its flower."""
    x, height, lean = 78 + 232 * t, 32 + 96 * t, 12 * math.sin(t * 5)
    top = (x + lean, FLOOR - height)
    stem = _curve(f"M{_n(x)} {_n(FLOOR)}Q{_n(x - lean)} {_n(FLOOR - height / 2)} {_n(top[0])} {_n(top[1])}", ink)
    leaves = ""
    if t > 0.15:
        size = 12 + 18 * t
        for side, at in ((-1, 0.3), (1, 0.5)):
            y = FLOOR - height * at
            leaves += (
                f'<path d="M{_n(x)} {_n(y)}'
                f"q{_n(side * size * 0.3)} {_n(-size)} {_n(side * size * 1.3)} {_n(-size * 0.8)}"
                f'q{_n(-side * size * 0.2)} {_n(size * 0.8)} {_n(-side * size * 1.3)} {_n(size * 0.8)}z" '
                f'fill="{ink.line}"/>'
            )
    petal = 5 + 10 * t
    petals = "".join(
        _disc(top[0] + petal * math.cos(turn), top[1] + petal * math.sin(turn), petal * 0.72, ink.accent)
        for turn in (math.tau * number / 5 - math.pi / 2 for number in range(5))
    )
    return stem + leaves + petals + _disc(*top, petal * 0.45, ink.line)


def eye(t: float, ink: Ink) -> str:
    """An eye that opens."""
    open_to = 6 + 66 * t
    lid = _curve(f"M88 104Q200 {_n(104 - open_to * 1.5)} 312 104Q200 {_n(104 + open_to * 1.1)} 88 104z", ink)
    if ink.is_ghost:
        return lid
    radius = min(34.0, open_to * 0.62)
    pupil = _disc(200, 101, radius, ink.accent) + _disc(200, 101, radius * 0.45, ink.line)
    lashes = "".join(
        _line([(200 + 62 * side, 78 - open_to * 0.5), (200 + 76 * side, 62 - open_to * 0.55)], ink, width=5)
        for side in (-1, 1)
    )
    return lid + pupil + lashes + _line([(200, 68 - open_to * 0.62), (200, 50 - open_to * 0.62)], ink, width=5)


def wave(t: float, ink: Ink) -> str:
    """A wave that runs under a small boat."""
    level, shift = 148 - 9 * math.sin(math.pi * t), 92 * t
    start = -100 + shift
    path = f"M{_n(start)} {_n(level)}q46 -46 92 0" + "t92 0" * 5
    line = _curve(path, ink, width=ink.width)
    x = 88 + 216 * t
    slope = math.cos(math.pi * (x - start) / 92)
    y = level - 23 * math.sin(math.pi * (x - start) / 92)
    boat = (
        f'<g transform="translate({_n(x)} {_n(y - 4)}) rotate({_n(-24 * slope)})">'
        f'<path d="M-34 -14h68l-14 20h-40z" fill="{ink.line}"/>'
        f'<path d="M0 -20v-58l30 50z" fill="{ink.accent}"/><path d="M-5 -20v-44l-20 38z" fill="{ink.accent}"/></g>'
    )
    return line + boat


def bird(t: float, ink: Ink) -> str:
    """A bird that beats its wings."""
    x, y = 66 + 262 * t, 128 - 52 * t
    beat = math.sin(t * math.tau * 0.85 + 0.9)
    tip, elbow = y - 54 * beat, y - 34 * beat - 10
    wings = "".join(
        f'<path d="M{_n(x)} {_n(y - 4)}Q{_n(x + side * 22)} {_n(elbow - 16)} {_n(x + side * 62)} {_n(tip)}'
        f'Q{_n(x + side * 26)} {_n(elbow + 12)} {_n(x)} {_n(y + 9)}z" fill="{ink.line}"/>'
        for side in (-1, 1)
    )
    return wings + _disc(x, y, 12, ink.accent)


def flip_book(t: float, ink: Ink) -> str:
    """A page of a flip-book that turns."""
    angle = math.pi * (0.86 - 0.72 * t)
    x, y = 200 + 138 * math.cos(angle), 176 - 138 * math.sin(angle)
    across = (34 * math.sin(angle), 34 * math.cos(angle))
    page = (
        f"M200 176L{_n(x - across[0])} {_n(y - across[1])}"
        f"Q{_n(x + 12 * math.cos(angle))} {_n(y - 12 * math.sin(angle))} {_n(x + across[0])} {_n(y + across[1])}z"
    )
    fill = ink.accent if not ink.is_ghost else "none"
    sheet = f'<path d="{page}" fill="{fill}" stroke="{ink.line}" stroke-width="{ink.width - 1}"/>'
    return sheet if ink.is_ghost else sheet + _disc(200, 176, 9, ink.line)


def cat(t: float, ink: Ink) -> str:
    """A cat that leaps."""
    x, height = 96 + 208 * t, math.sin(math.pi * t)
    y = 142 - 74 * height
    tilt = -34 * math.cos(math.pi * t)
    reach = 12 + 20 * height
    return (
        f'<g transform="translate({_n(x)} {_n(y)}) rotate({_n(tilt)})">'
        f'<path d="M-38 0Q0 {_n(-22 + 8 * height)} 34 -4" stroke="{ink.line}" stroke-width="24"/>'
        f'<path d="M-36 4L{_n(-38 - reach)} {_n(36 - 12 * height)}M-24 6L{_n(-26 - reach)} {_n(38 - 12 * height)}'
        f'M26 4L{_n(24 + reach)} {_n(36 - 12 * height)}M34 2L{_n(36 + reach)} {_n(34 - 12 * height)}" '
        f'stroke="{ink.line}" stroke-width="8"/>'
        f'<path d="M-46 -4Q-74 -6 -70 {_n(-36 - 8 * height)}" stroke="{ink.line}" stroke-width="7"/>'
        f'<path d="M38 -18L42 -42L54 -32L66 -40L66 -16A15 15 0 0 1 38 -12z" fill="{ink.accent}"/></g>'
    )


def sun(t: float, ink: Ink) -> str:
    """A sun that crosses the sky above hills."""
    angle = math.pi * (0.9 - 0.8 * t)
    x, y = 200 + 146 * math.cos(angle), 172 - 122 * math.sin(angle)
    if ink.is_ghost:
        return _disc(x, y, 21, ink.accent)
    rays = "".join(
        _line(
            [
                (x + 34 * math.cos(turn), y + 34 * math.sin(turn)),
                (x + 43 * math.cos(turn), y + 43 * math.sin(turn)),
            ],
            Ink(ink.accent, ink.accent, is_ghost=False),
            width=5,
        )
        for turn in (math.tau * number / 8 for number in range(8))
    )
    hills = f'<path d="M-20 184Q70 116 168 166Q250 104 420 184z" fill="{ink.line}"/>'
    return _disc(x, y, 24, ink.accent) + rays + hills


MOVEMENTS: tuple[Callable[[float, Ink], str], ...] = (
    ball,
    walker,
    pendulum,
    plant,
    eye,
    wave,
    bird,
    flip_book,
    cat,
    sun,
)
POSES: dict[Callable[[float, Ink], str], int] = {ball: 7, pendulum: 7}  # where five or six don't show the arc
