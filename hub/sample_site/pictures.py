"""A picture for the sample site that needs nobody's leave: one of the hub's own drawings."""

import io

import resvg_py
from django.core.files.base import ContentFile
from PIL import Image

from hub.graphics.drawing import drawing
from hub.models import HubImage

TITLE = "Tegning: en figur går"
WIDTH, HEIGHT = 1600, 900
WORD = "stride"  # gives the walker


def walking_figure() -> HubImage:
    """The drawing as a picture of the library, with texts, credit and licence; made if missing."""
    found = HubImage.objects.filter(title=TITLE).first()
    if found is not None:
        return found
    svg = drawing(WORD, width=WIDTH, height=HEIGHT)
    pixels = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True))))
    file = io.BytesIO()
    pixels.convert("RGB").save(file, "JPEG", quality=92)
    return HubImage.objects.create(
        title=TITLE,
        file=ContentFile(file.getvalue(), name="walking-figure.jpg"),
        alt_da="Tegning af en figur, der går. Dens tidligere stillinger ses svagt bag den, og nedenunder løber en strimmel "
        "af billeder.",
        alt_en="Drawing of a figure that walks. Its earlier poses show faintly behind it, and a strip of frames runs below.",
        credit="Viborg Visuals Hub",
        licence="CC0 1.0",
    )
