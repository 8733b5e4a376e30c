"""The forms of an import in the admin: the file, then the answers about look-alikes."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from partners.imports import Answers, TableError, read_table
from partners.imports.table import MAX_BYTES

ANSWER_PREFIX = "answer-"
SAME, NEW = "same:", "new"


class ImportFileForm(forms.Form):
    """The file; valid only if it can be read as a table of partners."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("CSV or Excel (.xlsx), at most 5 MB and 5,000 rows. The first row holds the headings."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,text/csv"}),
    )

    def clean_file(self) -> bytes:
        """The content of the file, read and found sound."""
        file: UploadedFile = self.cleaned_data["file"]
        name = file.name or ""
        if (file.size or 0) > MAX_BYTES:
            limit = filesizeformat(MAX_BYTES)
            text = _("The file “%(name)s” is larger than %(limit)s.")
            raise ValidationError(text, params={"name": name, "limit": limit})
        content = file.read()
        try:
            read_table(content, name)
        except TableError as error:
            raise ValidationError(str(error)) from error
        return content


def read_answers(data: QueryDict) -> Answers:
    """The answers about look-alikes in a posted form; what isn't an answer is left out."""
    same, new = {}, set()
    for name, value in data.items():
        row = name.removeprefix(ANSWER_PREFIX)
        if not name.startswith(ANSWER_PREFIX) or not row.isascii() or not row.isdecimal() or len(row) > 7:
            continue
        text = str(value)
        if text == NEW:
            new.add(int(row))
        elif text.startswith(SAME):
            same[int(row)] = text.removeprefix(SAME)
    return Answers(same, frozenset(new))
