"""The parts that every drawing is made of: escaped text, short numbers, the sheet with its marks, markers. Pure."""

import re
from html import escape

_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CORNER = 14  # the length of a registration mark's arms
XMLNS = 'xmlns="http://www.w3.org/2000/svg"'


def text_of(value: object) -> str:
    """``value`` as text between tags or within a quoted attribute; what XML forbids is left out."""
    return escape(_FORBIDDEN.sub("", str(value)), quote=True)


def number(value: float) -> str:
    """A number with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0").replace("-0.0", "0")


def sheet(name: str, label: str, width: float, height: float, body: str) -> str:
    """An SVG that grows with its place: ``name`` becomes its class, ``label`` what screen readers call it."""
    return (
        f'<svg {XMLNS} class="sheet sheet--{name}" viewBox="0 0 {number(width)} {number(height)}" '
        f'role="group" aria-label="{text_of(label)}">{body}</svg>'
    )


def registration_marks(left: float, top: float, right: float, bottom: float) -> str:
    """The crosses by which an animator lays one sheet exactly upon the other, in the four corners of a frame."""
    arm = CORNER / 2
    crosses = "".join(
        f"M{number(x - arm)} {number(y)}h{CORNER}M{number(x)} {number(y - arm)}v{CORNER}"
        for x in (left, right)
        for y in (top, bottom)
    )
    return f'<path class="sheet__marks" d="{crosses}"/>'


def marker(shape: int, x: float, y: float, size: float, name: str) -> str:
    """A marker around a point: circle, square, diamond, triangle, hexagon, in this order and again; equal in area."""
    at = f"{number(x)} {number(y)}"
    if shape % 5 == 0:
        return f'<circle class="{name}" cx="{number(x)}" cy="{number(y)}" r="{number(size)}"/>'
    if shape % 5 == 1:
        half = size * 0.886
        return (
            f'<path class="{name}" d="M{at}m{_n(-half)} {_n(-half)}h{_n(2 * half)}v{_n(2 * half)}h{_n(-2 * half)}z"/>'
        )
    if shape % 5 == 2:
        half = size * 1.253
        steps = f"l{_n(half)} {_n(half)} {_n(-half)} {_n(half)} {_n(-half)} {_n(-half)}"
        return f'<path class="{name}" d="M{at}m0 {_n(-half)}{steps}z"/>'
    if shape % 5 == 3:
        side = size * 2.694
        high = side * 0.866
        steps = f"l{_n(side / 2)} {_n(high)}h{_n(-side)}"
        return f'<path class="{name}" d="M{at}m0 {_n(-high * 0.62)}{steps}z"/>'
    half = size * 1.1
    steps = (
        f"l{_n(half * 0.866)} {_n(half / 2)}v{_n(half)}l{_n(-half * 0.866)} {_n(half / 2)} "
        f"{_n(-half * 0.866)} {_n(-half / 2)}v{_n(-half)}"
    )
    return f'<path class="{name}" d="M{at}m0 {_n(-half)}{steps}z"/>'


def _n(value: float) -> str:
    return number(value)
