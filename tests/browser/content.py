"""What the sample content lacks and the walk needs: pictures, and a record that is gone.

Run in the served site's environment: ``python -m tests.browser.content``.
"""

import io

import django

from tests.browser import portal_content

PICTURE_SIZE, EXTENT = (1600, 900), (-0.76, 0.06, -0.72, 0.0825)
GONE_SLUG = "gone-for-the-tests"


def _picture() -> object:
    from django.core.files.images import ImageFile
    from PIL import Image

    from hub.models import HubImage

    drawn = io.BytesIO()
    Image.effect_mandelbrot(PICTURE_SIZE, EXTENT, 100).convert("RGB").save(drawn, "PNG")  # as much to pack as a photo
    drawn.seek(0)
    texts = {"alt_da": "Et hjørne af en fraktal", "alt_en": "A corner of a fractal"}
    file = ImageFile(drawn, name="fractal.png")
    return HubImage.objects.create(title="Fractal", file=file, credit="Testbillede", licence="CC0", **texts)


def _give_pictures() -> None:
    """A picture for every other record and story, so that cards and pages with and without are walked."""
    from hub.models import StoryPage
    from hub.searchable import all_types

    picture = _picture()
    for model in (StoryPage, *(found.model_class() for found in all_types())):
        if any(field.name == "image" for field in model._meta.get_fields()):
            every_other = model.objects.order_by("pk").values_list("pk", flat=True)[::2]
            model.objects.filter(pk__in=list(every_other)).update(image=picture)


def _withdraw_a_record() -> None:
    from hub.choices import HelixSector
    from partners.models import Partner

    texts = {"slug": GONE_SLUG, "title_da": "Borte", "title_en": "Gone"}
    Partner.objects.create(sector=HelixSector.PUBLIC, live=False, **texts).save_revision().publish()
    Partner.objects.get(slug=GONE_SLUG).unpublish()


def main() -> None:
    """Add what is missing to a freshly made database."""
    django.setup()
    _give_pictures()
    _withdraw_a_record()
    portal_content.add()


if __name__ == "__main__":
    main()
