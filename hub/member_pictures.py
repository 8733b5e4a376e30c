"""Pictures from outside staff: read to the end, written anew without metadata, and kept under a name of our own."""

import io
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image as Pillow
from PIL import ImageOps
from wagtail.models import Collection

from hub.models import HubImage, HubRendition, User
from hub.models.images import PICTURE_TEXTS
from hub.references import places_naming

COLLECTION = "Proposals"
LONGEST_SIDE_PIXELS = 3000


def rewritten(file: Any) -> ContentFile:
    """The picture in ``file`` as a fresh file: turned upright, not too large, nothing in it but pixels.

    JPEG for photographs, PNG where there is transparency; of a moving picture the first frame. Raises
    ``ValidationError`` if it can't be read after all.
    """
    try:
        picture = Pillow.open(file)
        picture.seek(0)
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((LONGEST_SIDE_PIXELS, LONGEST_SIDE_PIXELS))
        has_alpha = "A" in upright.getbands() or "transparency" in upright.info
        clean = upright.convert("RGBA" if has_alpha else "RGB")
        clean.info = {}
        out = io.BytesIO()
        clean.save(out, "PNG" if has_alpha else "JPEG", **({} if has_alpha else {"quality": 88}))
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError) as error:
        text = _("This file can’t be read as a picture: it is damaged, or it is something else.")
        raise ValidationError(text, code="invalid_image") from error
    return ContentFile(out.getvalue(), name=f"{uuid.uuid4().hex}.{'png' if has_alpha else 'jpg'}")


def _collection() -> Collection:
    root = Collection.get_first_root_node()
    found: Collection | None = Collection.objects.filter(name=COLLECTION, depth=2).first()
    return found or root.add_child(name=COLLECTION)


@transaction.atomic
def keep_picture(file: Any, *, title: str, uploaded_by: User) -> HubImage:
    """Put an uploaded picture into the library, apart from what staff have there."""
    return _add(rewritten(file), title[:255] or "–", uploaded_by)


def _add(file: ContentFile, title: str, uploaded_by: User) -> HubImage:
    image = HubImage(
        title=title, file=file, file_size=file.size, collection=_collection(), uploaded_by_user=uploaded_by
    )
    image._set_file_hash()
    image.save()
    return image


def with_texts(image: HubImage, texts: dict[str, str], *, changed_by: User) -> HubImage:
    """``image`` with these texts. One that is shown anywhere stays as it is: a copy gets the new texts."""
    wanted = {name: texts.get(name, "") for name in PICTURE_TEXTS}
    if all(getattr(image, name) == text for name, text in wanted.items()):
        return image
    if any(getattr(place.subject, "live", False) for place in places_naming(image)):
        image = _copy(image, changed_by)
    for name, text in wanted.items():
        setattr(image, name, text)
    image.save()
    return image


def _copy(image: HubImage, changed_by: User) -> HubImage:
    with image.file.open("rb") as file:
        content = ContentFile(file.read(), name=f"{uuid.uuid4().hex}.{image.file.name.rsplit('.', 1)[-1]}")
    return _add(content, image.title, changed_by)


def drop_picture(image: HubImage | None) -> None:
    """Delete a member's picture that nothing names any more; those of staff stay in the library."""
    if image is None or image.collection.name != COLLECTION:
        return
    if all(isinstance(place.subject, HubRendition) for place in places_naming(image)):
        image.delete()
