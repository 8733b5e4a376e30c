"""A merged record is kept for its address and for the undoing: nobody edits or publishes it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.locks import BaseLock


class MergedRecordError(ValidationError):
    """What was asked for can't be done to a record that was merged into another."""


class MergedLock(BaseLock):
    """Locks a merged record for everybody; Wagtail's form shows the message and saves nothing."""

    def for_user(self, user: Any) -> bool:
        return True

    def get_message(self, user: Any) -> str:
        heir = self.object.heir
        message: str = format_html(
            '{} <a href="{}">{}</a> · <a href="{}">{}</a>',
            _("This record was merged into another: it stays as it was, and its address leads there."),
            reverse(heir.snippet_viewset.get_url_name("edit"), args=[heir.pk]),
            _("Edit “%(heir)s”") % {"heir": heir},
            reverse("hub_admin:record_merges"),
            _("Undo the merge"),
        )
        return message

    def get_icon(self, user: Any) -> str:
        return "collapse-down"

    def get_locked_by(self, user: Any) -> str:
        return _("Merged")

    def get_description(self, user: Any) -> str:
        return _("What belongs to it is edited in “%(heir)s” now.") % {"heir": self.object.heir}


class MergeableMixin:
    """Lets no way of Wagtail's past a merge: not the form, not the clock, not an older version."""

    pk: Any
    merged_into_id: Any

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Publish; raises ``MergedRecordError`` if the database has the record as merged, whatever a revision says."""
        merged = type(self)._base_manager.filter(pk=self.pk, merged_into__isnull=False).first()  # type: ignore[attr-defined]
        if merged is not None:
            text = _("“%(title)s” was merged into “%(heir)s” and can’t be published.")
            raise MergedRecordError(text % {"title": merged, "heir": merged.heir})
        return super().publish(*args, **kwargs)  # type: ignore[misc]

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """The record as a revision has it; merged it is or is not by its row, whichever revision is asked."""
        record = super().with_content_json(content)  # type: ignore[misc]
        record.merged_into_id = self.merged_into_id
        return record

    def get_lock(self) -> BaseLock | None:
        """What keeps everybody from editing: that it was merged comes first."""
        lock: BaseLock | None = MergedLock(self) if self.merged_into_id else super().get_lock()  # type: ignore[misc]
        return lock
