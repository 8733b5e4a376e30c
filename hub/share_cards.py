"""Which picture a record or page is shared with: its words, its address, and the file that keeps it."""

import hashlib
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import Page

from hub.bilingual import text_in
from hub.graphics.share_picture import LOOK, ShareWords, share_picture
from hub.models import Record, Tag, Theme

PAGE = "page"
FOLDER = "share"


@dataclass(frozen=True, slots=True)
class ShareCard:
    """The picture of one thing in one language; ``key`` is a slug, a theme's key or a page's number."""

    words: ShareWords
    language: str
    model: str
    key: str

    @property
    def version(self) -> str:
        """Changes with the words and with the look."""
        text = "\n".join((str(LOOK), self.words.kind, self.words.title, self.words.hub_name, self.words.word))
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    @property
    def path(self) -> str:
        """The lasting address; with ``?v=`` and the version it may be kept for ever."""
        return reverse("web:share", args=[self.language, self.model, self.key])

    @property
    def address(self) -> str:
        """The address that heads name."""
        return f"{self.path}?v={self.version}"

    def png(self) -> bytes:
        """The picture, drawn on first use and kept with the media; the one it replaces is thrown away."""
        folder = f"{FOLDER}/{self.model}/{self.key}"
        name = f"{folder}/{self.language}-{self.version}.png"
        if default_storage.exists(name):
            with default_storage.open(name) as kept:
                return bytes(kept.read())
        picture = share_picture(self.words)
        _throw_away(folder, self.language)
        default_storage.save(name, ContentFile(picture))
        return picture


def _throw_away(folder: str, language: str) -> None:
    try:
        files = default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return
    for file in files:
        if file.startswith(f"{language}-"):
            default_storage.delete(f"{folder}/{file}")


def share_card(shown: Record | Page | Tag | Theme, hub_name: str, language: str) -> ShareCard:
    """The picture of a record, page, tag or theme for readers of ``language``, that language being active."""
    if isinstance(shown, Record):
        kind = str(getattr(shown, "kicker", "") or shown.type_name)
        words = ShareWords(kind, str(text_in(shown, "title", language)), hub_name, shown.slug)
        return ShareCard(words, language, str(shown._meta.model_name), shown.slug)
    if isinstance(shown, Tag | Theme):
        key = shown.slug if isinstance(shown, Tag) else shown.key
        kind = gettext("Tag") if isinstance(shown, Tag) else gettext("Theme")
        return ShareCard(ShareWords(kind, str(shown), hub_name, key), language, str(shown._meta.model_name), key)
    is_name = shown.title == hub_name
    words = ShareWords("", shown.title, "" if is_name else hub_name, shown.slug)
    return ShareCard(words, language, PAGE, str(shown.pk))
