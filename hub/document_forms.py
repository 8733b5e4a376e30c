"""The form in which documents are uploaded, one or many, and replaced."""

from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm

from hub.document_content import UnfitContentError, check_content


class HubDocumentForm(BaseDocumentForm):
    """A document of an allowed kind, whose content is what its name says. A refusal is one sentence."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            extension = PurePath(file.name).suffix.removeprefix(".")
            _check_extension(file, extension)
            try:
                check_content(file, extension)
            except UnfitContentError as error:
                raise ValidationError(
                    _("The content of this file doesn’t fit its ending “.%(extension)s”. Choose the right file."),
                    code="unfit_content",
                    params={"extension": extension},
                ) from error
        return file

    def _post_clean(self) -> None:
        # The model asks for the ending of the file that it was not given, and would say that “” is not allowed.
        refusals = list(self.errors["file"].data) if "file" in self.errors else []
        super()._post_clean()
        if refusals:
            self.errors["file"].data = refusals


def _check_extension(file: Any, extension: str) -> None:
    allowed = settings.WAGTAILDOCS_EXTENSIONS
    if not extension:
        raise ValidationError(
            _("The name of this file has no ending that says what it is. Allowed are: %(allowed)s."),
            code="no_extension",
            params={"allowed": ", ".join(allowed)},
        )
    FileExtensionValidator(allowed)(file)
