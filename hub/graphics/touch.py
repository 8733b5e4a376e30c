"""Links around the marks of a drawing, as large as a finger: on a wide screen, and on a phone. Pure.

Marks that stand close move their circles aside as far as these still hold them; where that isn't enough, a crowd has
one link together, which leads to the list.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hub.graphics.geometry import Point
from hub.graphics.svg import number, text_of

DOT = 5.0  # so much of a mark stays inside its circle
STEPS = 40
PUSHED_MAX = 150  # marks; where there are more, circles are not pushed aside
NAMED_MAX = 8


@dataclass(frozen=True, slots=True)
class Fingers:
    """What 24 pixels (WCAG 2.2, 2.5.8) are in a drawing: on a wide page at its smallest, and on a phone."""

    wide: float
    narrow: float


@dataclass(frozen=True, slots=True)
class Target:
    """A mark that leads somewhere: ``story`` is its card's text line by line, ``key`` what a script knows it by."""

    place: Point
    url: str
    story: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """Where marks lead that are too close to each other: ``url`` of the list, and ``words`` that say so on the card.

    Without an ``url`` only the first of a crowd is a link.
    """

    url: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Touch:
    """A circle to touch: its middle, and the marks that it stands for."""

    middle: Point
    targets: tuple[Target, ...]


def touch_links(targets: Sequence[Target], fingers: Fingers, together: Together) -> str:
    """Links for all ``targets``, first ones first; ``graphics.css`` shows those of a phone or those of a wide page."""
    found = [target for target in targets if target.url]
    wide, narrow = touches(found, fingers.wide), touches(found, fingers.narrow)
    drawn = [_link(touch, fingers.wide, together, "on-phones" if touch in narrow else "") for touch in wide]
    drawn += [_link(touch, fingers.wide, together, "only-phones") for touch in narrow if touch not in wide]
    return f'<g class="sheet__links">{"".join(drawn)}</g>'


def touches(targets: Sequence[Target], finger: float) -> list[Touch]:
    """Circles of the size of a ``finger`` that don't overlap and hold all ``targets``, each alone if there is room."""
    middles = moved_apart([target.place for target in targets], finger)
    heads: list[int] = []
    crowds: dict[int, list[Target]] = {}
    for order, (x, y) in enumerate(middles):
        near = [(_square(x, y, middles[head]), head) for head in heads]
        gap, head = min(near, default=(finger * finger, order))
        if gap >= (finger - 0.5) ** 2:
            heads.append(order)
            head = order
        crowds.setdefault(head, []).append(targets[order])
    return [Touch(middles[head], tuple(crowds[head])) for head in heads]


def _square(x: float, y: float, other: Point) -> float:
    return (x - other[0]) ** 2 + (y - other[1]) ** 2


def moved_apart(points: Sequence[Point], apart: float) -> list[Point]:
    """The ``points``, those that are closer than ``apart`` pushed from each other; each stays near where it was."""
    start = np.array(points, dtype=float).reshape(-1, 2)
    if not 1 < len(start) <= PUSHED_MAX:
        return [(x, y) for x, y in points]
    # Points in the very same place part too, each in a direction of its own.
    turn = np.arange(len(start)) * 2.4
    now = start + np.column_stack((np.cos(turn), np.sin(turn))) * 1e-3
    for _step in range(STEPS):
        between = now[:, None] - now[None]
        gaps = np.hypot(between[..., 0], between[..., 1])
        np.fill_diagonal(gaps, np.inf)
        missing = np.clip(apart - gaps, 0, None) / 2
        now = now + (between * (missing / gaps)[..., None]).sum(axis=1)
        away = now - start
        far = np.hypot(away[:, 0], away[:, 1])
        now = start + away * np.minimum(1, (apart / 2 - DOT) / np.maximum(far, 1e-9))[:, None]
    return [(round(float(x), 1), round(float(y), 1)) for x, y in now]


def _link(touch: Touch, finger: float, together: Together, name: str) -> str:
    first, x, y = touch.targets[0], *(number(value) for value in touch.middle)
    crowd = touch.targets if together.url else (first,)
    is_crowd = len(crowd) > 1
    keys = text_of(" ".join(target.key for target in crowd if target.key))
    story = (_names(crowd), together.words) if is_crowd else first.story
    dots = "".join(
        f'<circle class="touch-dot" cx="{number(target.place[0])}" cy="{number(target.place[1])}" r="{number(DOT)}"/>'
        for target in crowd
    )
    return (
        f'<a href="{text_of(together.url if is_crowd else first.url)}"'
        + (f' class="{name}"' if name else "")
        + (f' data-node="{keys}"' if keys else "")
        + f"><title>{text_of(chr(10).join(story))}</title>"
        f'<circle class="touch" cx="{x}" cy="{y}" r="{number(finger / 2)}"/>{dots if is_crowd else ""}</a>'
    )


def _names(crowd: Sequence[Target]) -> str:
    names = ", ".join(target.story[0] for target in crowd[:NAMED_MAX])
    return f"{names} +{len(crowd) - NAMED_MAX}" if len(crowd) > NAMED_MAX else names
