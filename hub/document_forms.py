"""The form in which documents are uploaded, one or many, and replaced."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm

from hub.document_content import UnfitContentError, check_content


class HubDocumentForm(BaseDocumentForm):
    """A document whose content is what its name says."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            extension = PurePath(file.name).suffix.removeprefix(".")
            try:
                check_content(file, extension)
            except UnfitContentError as error:
                raise ValidationError(
                    _("The content of this file doesn’t fit its ending “.%(extension)s”. Choose the right file."),
                    code="unfit_content",
                    params={"extension": extension},
                ) from error
        return file
