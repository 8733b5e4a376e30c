"""A table whose words reach the translator; wagtail-localize passes over Wagtail's own table blocks."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock, TypedTableBlockValidationError
from wagtail_localize.segments import StringSegmentValue

from hub.blocks import groups

_INCOMPLETE = _("Say in the caption what the table shows, and give each column a heading.")


def _path_of(text: str) -> str:
    """Where a text is found: by what it says, so that moving rows and columns loses no translation."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _needs_translation(text: Any) -> bool:
    """Words, and numbers too: a thousand is written 1.000 in Danish and 1,000 in English."""
    return isinstance(text, str) and any(character.isalnum() for character in text)


def _texts(table: TypedTable) -> Iterable[str]:
    yield table.caption or ""
    yield from (column["heading"] for column in table.columns)
    for row in table.row_data:
        yield from row["values"]


class TableBlock(TypedTableBlock):
    """A table with a caption, a heading for each column, and cells of words or numbers."""

    text = blocks.TextBlock(required=False, label=_("Words"), rows=2)
    number = blocks.CharBlock(required=False, label=_("Numbers"))

    class Meta:
        template = "blocks/table_block.html"
        label = _("Table")
        icon = "table"
        group = groups.FACTS
        description = _("A table with a caption and a heading for each column.")
        help_text = _INCOMPLETE

    def clean(self, value: TypedTable) -> TypedTable:
        cleaned = super().clean(value)
        headings = [(column["heading"] or "").strip() for column in cleaned.columns]
        if not (cleaned.caption or "").strip() or not all(headings) or not headings:
            raise TypedTableBlockValidationError(cell_errors=None, non_block_errors=[ValidationError(_INCOMPLETE)])
        return cleaned

    def get_translatable_segments(self, value: TypedTable) -> list[StringSegmentValue]:
        """Caption, headings and cells; each text once."""
        texts = dict.fromkeys(text for text in _texts(value) if _needs_translation(text))
        return [StringSegmentValue(_path_of(text), text) for text in texts]

    def restore_translated_segments(self, value: TypedTable, segments: list[StringSegmentValue]) -> TypedTable:
        """The table with every text replaced by its translation, if it has one."""
        translated = {segment.path: segment.render_text() for segment in segments}

        def in_target(text: Any) -> Any:
            return translated.get(_path_of(text), text) if isinstance(text, str) else text

        columns = [{**column, "heading": in_target(column["heading"])} for column in value.columns]
        rows = [{**row, "values": [in_target(cell) for cell in row["values"]]} for row in value.row_data]
        return TypedTable(columns=columns, row_data=rows, caption=in_target(value.caption))
