"""Links around the marks of a drawing, where there is room for a finger: on a wide screen, and on a phone. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from hub.graphics.geometry import Point
from hub.graphics.labels import with_room
from hub.graphics.svg import number, text_of


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


def touch_links(targets: Sequence[Target], fingers: Fingers) -> str:
    """A link for each of ``targets`` that has room, first ones first; a phone shows those with room for a finger there.

    ``graphics.css`` makes the circles of ``touch-wide`` as large as a phone needs, and leaves the others out.
    """
    free = with_room([target.place for target in targets], fingers.wide)
    shown = [target for target, has_room in zip(targets, free, strict=True) if has_room and target.url]
    on_phones = with_room([target.place for target in shown], fingers.narrow)
    drawn = "".join(_link(target, fingers, narrow=narrow) for target, narrow in zip(shown, on_phones, strict=True))
    return f'<g class="sheet__links">{drawn}</g>'


def _link(target: Target, fingers: Fingers, *, narrow: bool) -> str:
    x, y = (number(value) for value in target.place)
    key = f' data-node="{text_of(target.key)}"' if target.key else ""
    touched = ' class="on-phones"' if narrow else ""
    return (
        f'<a href="{text_of(target.url)}"{touched}{key}><title>{text_of(chr(10).join(target.story))}</title>'
        f'<circle class="touch" cx="{x}" cy="{y}" r="{number(fingers.wide / 2)}"/></a>'
    )
