"""What a form says beside its fields: words that tags have already, and what filling in more would bring."""

from collections.abc import Iterable
from typing import Any, ClassVar

from hub.choices import Language
from hub.completeness import Benefit, Gain, gains
from hub.models import HubImage, Tag
from hub.models.images import PICTURE_TEXTS, missing_picture_texts
from hub.tagging import canonical_words, tags_like


class HintsMixin:
    """Reads a ``ProposalForm``, and says nothing that would keep anybody from handing in."""

    texts: ClassVar[tuple[str, ...]]
    word_fields: ClassVar[tuple[str, ...]]
    raw_names: Any
    kept_picture: HubImage | None

    def __getitem__(self, name: str) -> Any:
        return super().__getitem__(name)  # type: ignore[misc]

    def tag_hints(self) -> list[tuple[str, str]]:
        """New words that look like tags that exist, each with the tag."""
        words = [word.strip() for name in self.word_fields for word in str(self[name].value() or "").split(",")]
        fresh = [word for word in words if word and len(word) <= 60]
        known = {word.casefold() for tag in Tag.objects.in_use() for word in tag.words} if fresh else set()
        new = [word for word in canonical_words(fresh) if word.casefold() not in known][:20]
        return [(word, tag.name) for word in new for tag in tags_like([word])[:1]]

    def gains(self, benefits: Iterable[Benefit]) -> list[Gain]:
        """What filling in more would bring."""
        filled = {name for name in self.raw_names if self[name].value()}
        said = {name: str(self[name].value() or "") for name in PICTURE_TEXTS}
        if self.kept_picture and not missing_picture_texts(said):
            filled.add("image")
        if not self.kept_picture or all(said[f"alt_{code}"] for code in Language.values):
            filled.add("alt")
        for text in self.texts[:2]:
            if all(self[f"{text}_{code}"].value() for code in Language.values):
                filled.add(text)
        return gains(benefits, filled)
