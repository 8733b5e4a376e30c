"""The form in which partners and cities hand in what they did, on one page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Event
from events.reporting.admin_forms import checked_evidence_file
from events.reporting.choices import EvidenceKind
from events.reporting.models import NEEDED, Activity, ActivityPeople, Evidence, PeopleKind
from events.reporting.services.activities import ActivityRefusedError, refuse_in_locked_period
from hub.bilingual import active_language
from hub.models import SDG, Objective
from partners.membership import Organisation, editable_by
from partners.models import Project

# What can be proven on the form: pictures and documents are files here.
KINDS = [choice for choice in EvidenceKind.choices if choice[0] != EvidenceKind.ATTENDANCE]
MAX_PEOPLE = 10_000_000
MAX_TEXT = 6000
EVIDENCE_ROWS = 2


class ActivityForm(forms.ModelForm):
    """What was done, when, for whom and with which result. Texts are asked for in the reader's language alone."""

    title = forms.CharField(label=_("What was done"), max_length=200)
    summary = forms.CharField(
        label=_("Tell it in a few sentences"),
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    result = forms.CharField(
        label=_("What came of it"), required=False, max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 3})
    )
    start_date = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    end_date = forms.DateField(
        label=_("Last day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    objectives = forms.ModelMultipleChoiceField(
        label=_("Objectives it serves"),
        queryset=Objective.objects.in_use(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sdgs = forms.ModelMultipleChoiceField(
        label=_("SDGs it serves"), queryset=SDG.objects.in_use(), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Activity
        fields = ["project", "event", "hours_spent", "money_spent", "objectives", "sdgs"]

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = active_language()
        for name in ("title", "summary", "result"):
            self.fields[name].initial = getattr(self.instance, f"{name}_{self.language}") or getattr(
                self.instance, name
            )
        self.fields["start_date"].initial, self.fields["end_date"].initial = (
            self.instance.start_date,
            self.instance.end_date,
        )
        self._offer_origins(user)
        self._ask_for_people()

    def _offer_origins(self, user: Any) -> None:
        """Own projects and events that are no activities yet, and what this one was made from."""
        for name, model in (("project", Project), ("event", Event)):
            field: Any = self.fields[name]
            taken = Activity.objects.filter(**{f"{name}__isnull": False}).exclude(pk=self.instance.pk).values(name)
            own = editable_by(user, model).filter(live=True, merged_into__isnull=True)
            field.queryset = own.exclude(pk__in=taken).order_by("title_da")
            field.required = False
        self.fields["project"].label, self.fields["event"].label = _("Of the project"), _("Of the event")

    def _ask_for_people(self) -> None:
        self.kinds = {f"people_{kind.pk}": kind for kind in PeopleKind.objects.in_use()}
        self.people_names = list(self.kinds)
        known = {row.kind_id: row.count for row in self.instance.people.all()} if self.instance.pk else {}
        for name, kind in self.kinds.items():
            self.fields[name] = forms.IntegerField(
                label=str(kind.title), required=False, min_value=0, max_value=MAX_PEOPLE, initial=known.get(kind.pk)
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("start_date"), cleaned.get("end_date")
        if first and last and last < first:
            self.add_error("end_date", _("The last day can’t be before the first."))
        if cleaned.get("project") and cleaned.get("event"):
            self.add_error("event", _("Choose the project or the event, not both: it counts once."))
        try:
            refuse_in_locked_period(last or first)
        except ActivityRefusedError as refusal:
            self.add_error("start_date", str(refusal))
        return cleaned

    def _post_clean(self) -> None:
        said = self.cleaned_data
        for name in ("title", "summary", "result"):
            # A form without a title is not saved; the model need not say so a second time.
            missing = "–" if name == "title" else ""
            setattr(self.instance, f"{name}_{self.language}", said.get(name, missing))
        if said.get("start_date"):
            self.instance.start_date, self.instance.end_date = said["start_date"], said.get("end_date")
        super()._post_clean()  # type: ignore[misc]

    def fields_of(self, *names: str) -> list[forms.BoundField]:
        """Some of the fields, in that order."""
        return [self[name] for name in names]

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """What everybody is asked."""
        return self.fields_of("title", "summary", "start_date", "end_date", "result")

    @property
    def folds(self) -> list[tuple[str, list[forms.BoundField], bool]]:
        """What may be added: heading, fields, and whether it is open since something in it is not right."""
        groups = (
            (_("How many people, hours and how much money"), [*self.people_names, "hours_spent", "money_spent"]),
            (_("Which project or event it belongs to"), ["project", "event"]),
            (_("What it serves"), ["objectives", "sdgs"]),
        )
        return [(str(title), self.fields_of(*names), bool(set(names) & set(self.errors))) for title, names in groups]

    def people(self) -> list[ActivityPeople]:
        """The rows of people that were filled in."""
        counted = {kind: self.cleaned_data.get(name) for name, kind in self.kinds.items()}
        return [ActivityPeople(kind=kind, count=count) for kind, count in counted.items() if count]


class EvidenceForm(forms.ModelForm):
    """One thing that proves it: a link or a file."""

    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    title = forms.CharField(label=_("What it is"), max_length=200, required=False)

    class Meta:
        model = Evidence
        fields = ["kind", "title", "url", "file"]
        widgets = {"url": forms.URLInput, "file": forms.FileInput}

    def has_changed(self) -> bool:
        """A row in which only the kind was chosen is an empty one."""
        return bool(set(self.changed_data) - {"kind"})

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        return checked_evidence_file(file) if file and "file" in self.changed_data else file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        needed = [name for name in NEEDED.get(cleaned.get("kind", ""), ()) if name in self.fields]
        if not self.errors and not any(cleaned.get(name) for name in ("url", "file")):
            self.add_error("url", _("Give an address or a file."))
        elif not self.errors and needed and not any(cleaned.get(name) for name in needed):
            self.add_error("kind", _("What you gave is of another kind."))
        if not cleaned.get("title"):
            file = cleaned.get("file")
            cleaned["title"] = (cleaned.get("url") or (str(file.name) if file else ""))[:200]
        return cleaned


EvidenceFormSet = forms.inlineformset_factory(
    Activity, Evidence, form=EvidenceForm, extra=EVIDENCE_ROWS, max_num=20, validate_max=True, can_delete_extra=False
)


def belongs_to(activity: Activity, organisation: Organisation) -> None:
    """Say for whom an activity is handed in."""
    name = f"for_{organisation._meta.model_name}"
    setattr(activity, name, organisation)
