"""Pictures made fit for paper: turned upright, no larger than a page prints, and drawings as pixels for Word."""

import io
import re
import warnings
from functools import cache
from pathlib import Path

import resvg_py
from PIL import Image, ImageOps, UnidentifiedImageError

import hub.graphics
from events.reporting.document import Drawing, Picture

LARGEST_SIDE_PIXELS = 1600
JPEG_QUALITY = 82
DRAWING_WIDTH = 640
DRAWING_SCALE = 2
FONT_FOLDER = Path(hub.graphics.__file__).parent / "fonts"
# What static/css gives drawings on the site, in the colours of paper.
PRINT_STYLE = (
    "<style>text{font-family:'Archivo Narrow',sans-serif;font-size:14px;fill:#12171d}"
    ".bars__value,.matrix__head{font-weight:600}.matrix__head{text-anchor:middle}"
    ".bars__ground{fill:#e6eef0}.bars__bar,.matrix__disc{fill:#c0270d}"
    ".matrix__line{stroke:#a3c8d7;stroke-width:1}.matrix__empty{fill:none;stroke:#4a5560;stroke-width:1}</style>"
)
_OPENING = re.compile(r"^<svg [^>]*>")


class UnreadablePictureError(ValueError):
    """The picture is none, or one that would not fit into memory."""


def scaled(content: bytes) -> tuple[bytes, int, int]:
    """``content`` as JPEG (PNG where it is see-through), with its width and height in pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = ImageOps.exif_transpose(Image.open(io.BytesIO(content)))
            image.thumbnail((LARGEST_SIDE_PIXELS, LARGEST_SIDE_PIXELS))
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
    ) as error:
        raise UnreadablePictureError from error
    is_see_through = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    made = io.BytesIO()
    if is_see_through:
        image.convert("RGBA").save(made, "PNG")
    else:
        image.convert("RGB").save(made, "JPEG", quality=JPEG_QUALITY)
    return made.getvalue(), image.width, image.height


@cache
def _fonts() -> list[str]:
    return sorted(str(path) for path in FONT_FOLDER.glob("*.ttf"))


def printable_svg(drawing: Drawing) -> str:
    """The drawing with a width of its own and the colours of paper."""
    opening = _OPENING.match(drawing.svg)
    if opening is None:
        raise UnreadablePictureError
    head = opening[0].replace('width="100%"', f'width="{DRAWING_WIDTH}"').replace(' aria-hidden="true"', "")
    return head + PRINT_STYLE + drawing.svg[opening.end() :]


def as_pixels(drawing: Drawing) -> Picture:
    """The drawing as PNG."""
    made = resvg_py.svg_to_bytes(
        svg_string=printable_svg(drawing), zoom=DRAWING_SCALE, font_files=_fonts(), skip_system_fonts=True
    )
    return Picture(bytes(made), drawing.alt, drawing.caption)
