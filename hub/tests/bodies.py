"""Bodies of pages for tests: blocks as they are stored, as they are shown, and as they are translated."""

import uuid

from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, TranslationSource

from hub.blocks import BodyBlock
from hub.models import ContentPage
from hub.site_tree import PagePlan, grow_page, translate_page


def block(kind, value):
    """One block of a body as it is stored."""
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def items(*values):
    """The rows of a list as they are stored."""
    return [block("item", value) for value in values]


def shown(*blocks, language="da"):
    """The HTML of a body of ``blocks``."""
    body = BodyBlock()
    with translation.override(language):
        value = body.to_python(list(blocks))
        return "".join(child.render({"request": RequestFactory().get("/")}) for child in value)


def published_translation(home, *blocks):
    """A page of ``blocks``, with every segment published in English as ``EN`` and its number."""
    plan = PagePlan(ContentPage, "side", "page", "Side", "Page", fields={"body": list(blocks)})
    page = grow_page(plan, home)
    source = TranslationSource.objects.get_for_instance(page)
    strings = [
        segment.string.data
        for segment in StringSegment.objects.filter(source=source, context__path__startswith="body.").order_by("order")
    ]
    english = {text: f"EN{number}" for number, text in enumerate(strings)}
    translate_page(page, Locale.objects.get(language_code="en"), {"Side": "Page", "side": "page", **english})
    return strings, page.get_translation(Locale.objects.get(language_code="en")).specific
