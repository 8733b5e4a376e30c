"""The forms of answers to calls."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from events.answer_files import EXTENSIONS, MAX_FILE_BYTES, MAX_FILES, check_file, shown_name
from events.models.answer import TEXT_LENGTH
from events.services.answers import AnswerData
from hub.bilingual import active_language
from partners.membership import Organisation


class SeveralFilesInput(forms.FileInput):
    """A field in which several files can be chosen at once."""

    allow_multiple_selected = True


def files_help() -> str:
    """What may be chosen."""
    values = {"number": MAX_FILES, "limit": filesizeformat(MAX_FILE_BYTES), "allowed": ", ".join(EXTENSIONS)}
    return str(_("At most %(number)d files of %(limit)s each: %(allowed)s.")) % values


class AnswerForm(forms.Form):
    """What one answers: words, and files if need be."""

    text = forms.CharField(
        label=_("Your answer"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    # Only for its label and its place on the page; what was chosen is looked at file by file.
    files = forms.FileField(  # type: ignore[assignment]
        label=_("Files"),
        required=False,
        widget=SeveralFilesInput(attrs={"multiple": True, "accept": ",".join(f".{ending}" for ending in EXTENSIONS)}),
    )
    version = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"].help_text = files_help()
        self.fields["files"].clean = lambda value, initial=None: None  # type: ignore[method-assign,misc]

    def to_data(self, files: Iterable[Any], *, hands_in: bool) -> AnswerData:
        """What the service takes."""
        cleaned = self.cleaned_data
        return AnswerData(cleaned["text"], cleaned["version"] or 0, active_language(), tuple(files), hands_in)


class FirstAnswerForm(AnswerForm):
    """The same, with a choice for whom if there is one."""

    organisation = forms.ChoiceField(label=_("On behalf of"))
    field_order = ["organisation", "text", "files", "version"]

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {f"{one._meta.model_name}-{one.pk}": one for one in organisations}
        field: Any = self.fields["organisation"]
        field.choices = [(key, str(one)) for key, one in self.by_key.items()]
        if len(self.by_key) == 1:
            field.widget = forms.HiddenInput()
            field.initial = next(iter(self.by_key))


class DecisionForm(forms.Form):
    """What the host says."""

    note = forms.CharField(
        label=_("Note to those who answered"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They get it by mail."),
    )


@dataclass(frozen=True, slots=True)
class Uploads:
    """The files of a request: those that may be kept, why the others may not, and what all are called."""

    good: list[Any]
    problems: list[str]
    names: list[str]


def uploads_in(files: Iterable[Any]) -> Uploads:
    """Look at each file that was sent."""
    found = Uploads([], [], [])
    for file in files:
        found.names.append(shown_name(file.name or "?"))
        try:
            check_file(file)
        except ValidationError as problem:
            found.problems.extend(problem.messages)
        else:
            found.good.append(file)
    return found
