"""The picture that stands beside a link in other people's feeds: 1200 by 630 pixels, drawn from words alone.

Left what it is and what it is called, right its drawing on two earlier sheets, above it the peg holes, below it the
name of the hub: the same desk as the pages.
"""

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import resvg_py
from PIL import Image, ImageDraw, ImageFont

from hub.graphics.drawing import drawing

WIDTH, HEIGHT = 1200, 630
PAPER, SURFACE, INK, INK_SOFT, LINE, ACCENT = "#f4f7f7", "#ffffff", "#12171d", "#4a5560", "#a3c8d7", "#c0270d"
MARGIN = 64
TEXT_WIDTH = 528
PANEL_WIDTH, PANEL_HEIGHT = 464, 261
TITLE_SIZES = (76, 64, 54, 46, 38)
TITLE_LINES_MAX = 4
LAST_LETTER = "\u024f"
PUNCTUATION = "–—‘’‚“”„…"
_FONTS = Path(__file__).parent / "fonts"
# Raise when the look changes: addresses of pictures carry it, so that nobody keeps an old one.
LOOK = 1


@dataclass(frozen=True, slots=True)
class ShareWords:
    """What the picture says: the kind of thing, its name, the hub's name, and the word its drawing is made from."""

    kind: str
    title: str
    hub_name: str
    word: str


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONTS / f"archivo-{name}.ttf", size)


def drawable(text: str) -> str:
    """``text`` without the letters that the typeface does not have (it has the Latin ones)."""
    kept = "".join(letter for letter in text if letter <= LAST_LETTER or letter in PUNCTUATION)
    return " ".join(kept.split())


def _lines(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """``text`` broken between words; a word too long for a line is broken within."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= TEXT_WIDTH:
            lines[-1] = longer
            continue
        while font.getlength(word) > TEXT_WIDTH:
            fitting = next(n for n in range(len(word), 0, -1) if font.getlength(word[:n] + "-") <= TEXT_WIDTH)
            lines.append(word[:fitting] + "-")
            word = word[fitting:]
        lines.append(word)
    return [line for line in lines if line]


def fitted(title: str) -> tuple[list[str], int]:
    """The lines of a title and their size: the largest at which it fits, cut with an ellipsis if none does."""
    for size in TITLE_SIZES:
        lines = _lines(title, _font("wide", size))
        if len(lines) <= TITLE_LINES_MAX:
            return lines, size
    kept = lines[:TITLE_LINES_MAX]
    return [*kept[:-1], kept[-1].rstrip(" .,;:-")[:-1] + "…"], TITLE_SIZES[-1]


def _pegs(pen: ImageDraw.ImageDraw) -> None:
    middle = WIDTH / 2
    pen.rounded_rectangle((middle - 44, 26, middle + 44, 38), 2, fill=LINE)
    for side in (-1, 1):
        pen.ellipse((middle + side * 150 - 9, 23, middle + side * 150 + 9, 41), fill=LINE)


def _panel(picture: Image.Image, pen: ImageDraw.ImageDraw, word: str) -> None:
    """The drawing in its frame, on two earlier sheets."""
    left, top = WIDTH - MARGIN - PANEL_WIDTH - 36, (HEIGHT - PANEL_HEIGHT) // 2 - 24
    for offset, colour in ((36, LINE), (18, INK_SOFT)):
        box = (left + offset, top + offset, left + offset + PANEL_WIDTH, top + offset + PANEL_HEIGHT)
        pen.rectangle(box, fill=PAPER, outline=colour, width=3)
    svg = drawing(word, width=PANEL_WIDTH, height=PANEL_HEIGHT)
    sheet = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True))))
    picture.paste(sheet.convert("RGB"), (left, top))
    pen.rectangle((left - 1, top - 1, left + PANEL_WIDTH, top + PANEL_HEIGHT), outline=INK, width=3)


def _words(pen: ImageDraw.ImageDraw, words: ShareWords) -> None:
    lines, size = fitted(drawable(words.title) or words.hub_name)
    step = round(size * 1.06)
    top = (HEIGHT - step * len(lines)) // 2 - 10
    if words.kind:
        pen.text((MARGIN, top - 22), drawable(words.kind), font=_font("narrow", 36), fill=ACCENT, anchor="ls")
    for number, line in enumerate(lines):
        pen.text((MARGIN, top + number * step), line, font=_font("wide", size), fill=INK, anchor="lt")
    pen.line((MARGIN, HEIGHT - 92, WIDTH - MARGIN, HEIGHT - 92), fill=LINE, width=2)
    pen.text((MARGIN, HEIGHT - 48), drawable(words.hub_name), font=_font("narrow", 32), fill=INK, anchor="ls")


def share_picture(words: ShareWords) -> bytes:
    """The picture as PNG, below 100 kB; the same words give the same picture."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    _pegs(pen)
    _panel(picture, pen, words.word)
    _words(pen, words)
    out = io.BytesIO()
    picture.quantize(128).save(out, "PNG", optimize=True)
    return out.getvalue()
