"""The form on which every kind of proposal stands."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.apps import apps
from django.db.models import Field, ManyToManyField, Model
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hub.choices import Language
from hub.image_forms import LEAST_WIDTH_PIXELS, PictureField
from hub.light_markup import to_markup
from hub.models import HubImage
from hub.models.images import PICTURE_TEXTS, missing_picture_texts
from hub.proposals import ProposalData
from partners.portal.proposals_fields import (
    MAX_LISTED,
    LinkRow,
    LinksField,
    MarkupField,
    Raw,
    WordsField,
    as_raw,
    name_book,
    nameable,
    other_language_of,
    own_language_first,
    without_nul,
)
from partners.portal.proposals_hints import HintsMixin
from partners.portal.proposals_sections import ExplainedBoxes, Section, ShownSection, field_for

LICENCES = ("CC BY 4.0", "CC BY-SA 4.0", "CC BY-NC 4.0", "CC0 1.0")
MAX_RAW_LENGTH = 30_000
NEEDED_WITH_PICTURE = _("Needed if there is a picture.")
TEXT_HELP = _("Leave an empty line between paragraphs. “## ” begins a heading, “- ” a list, **bold** stands out.")


class ProposalForm(HintsMixin, forms.ModelForm):
    """A record's form for members: what was typed is kept as it is, and checked when it is handed in."""

    texts: ClassVar[tuple[str, ...]] = ("title", "lead", "body")
    word_fields: ClassVar[tuple[str, ...]] = ("tags",)
    # The fields of the first and the last day.
    period: ClassVar[tuple[str, str]] = ("start", "end")
    required_to_submit: ClassVar[tuple[str, ...]] = ()
    sections: ClassVar[tuple[Section, ...]] = ()
    _errors: Any
    use_required_attribute = False

    picture = PictureField(label=_("Picture"), required=False, widget=forms.FileInput, least_width=LEAST_WIDTH_PIXELS)
    picture_remove = forms.BooleanField(label=_("Take the picture away"), required=False)
    alt_da = forms.CharField(label=_("What the picture shows, in Danish"), required=False, max_length=300)
    alt_en = forms.CharField(label=_("What the picture shows, in English"), required=False, max_length=300)
    credit = forms.CharField(label=_("Who made it"), required=False, max_length=200, help_text=NEEDED_WITH_PICTURE)
    licence = forms.CharField(label=_("Licence"), required=False, max_length=100, help_text=NEEDED_WITH_PICTURE)

    class Meta:
        fields: ClassVar[tuple[str, ...]] = ()
        formfield_callback = field_for

    def __init__(
        self, *args: Any, own: Iterable[Model] = (), kept_picture: HubImage | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kept_picture = kept_picture
        self.fields["picture"].widget.attrs["accept"] = "image/jpeg,image/png,image/webp,image/gif,image/avif"
        self.fields[own_language_first(["alt"])[0]].help_text = NEEDED_WITH_PICTURE
        self.licences = LICENCES
        for name, names in (("licence", "licences"), ("timezone", "zones")):
            if name in self.fields:
                self.fields[name].widget.attrs["list"] = names
        self._add_texts()
        self._add_words()
        self._offer_names(list(own))
        for field in self.fields.values():
            field.label = capfirst(str(field.label))
            self._offer_terms(field)
        # Only handing in asks for everything; the browser never holds back a draft.
        for name in self.required_to_submit:
            self.fields[name].required = True

    # Fields

    def _add_texts(self) -> None:
        for code in Language.values:
            if f"body_{code}" in self.fields or "body" in self.texts:
                model_field: Any = self._meta.model._meta.get_field(f"body_{code}")
                field = MarkupField(label=model_field.verbose_name, help_text=TEXT_HELP)
                self.fields[f"body_{code}"] = field
                self.initial.setdefault(f"body_{code}", to_markup(getattr(self.instance, f"body_{code}") or ""))
            if f"lead_{code}" in self.fields:
                self.fields[f"lead_{code}"].widget.attrs["rows"] = 3

    def _add_words(self) -> None:
        for name in self.word_fields:
            field: Any = self._meta.model._meta.get_field(name)
            self.fields[name] = WordsField(label=field.verbose_name, help_text=self._words_help(name))
            self.fields[name].widget.attrs |= {
                "data-suggest": reverse("portal:suggest", args=["tags"]),
                "autocomplete": "off",
            }
            self.initial.setdefault(name, ", ".join(sorted(tag.name for tag in getattr(self.instance, name).all())))

    def _words_help(self, name: str) -> Any:
        return _("Words between commas. New words are welcome; the moderators look at them first.")

    def _offer_names(self, own: list[Model]) -> None:
        for name, field in self.fields.items():
            if isinstance(field, LinksField):
                model = apps.get_model(field.model)
                target = str(model._meta.model_name)
                rows = list(getattr(self.instance, field.relation).all())
                field.book = name_book(nameable(model, own, [getattr(row, f"{target}_id") for row in rows]))
                labels = field.book.label_of
                field.widget.listed = list(labels.values()) if len(labels) <= MAX_LISTED else []
                field.widget.suggest_url = reverse("portal:suggest", args=[target])
                given = [
                    LinkRow(labels[key], row.role) for row in rows if (key := getattr(row, f"{target}_id")) in labels
                ]
                self.initial.setdefault(name, [row.raw() for row in given])

    def _offer_terms(self, field: forms.Field) -> None:
        """Only words in use; several are boxes to tick."""
        if not isinstance(field, forms.ModelChoiceField):
            return
        queryset: Any = field.queryset
        if hasattr(queryset, "in_use"):
            field.queryset = queryset.in_use()
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.widget = ExplainedBoxes()
            field.widget.choices = field.choices
            field.help_text = ""

    # What was typed

    @property
    def raw_names(self) -> list[str]:
        """The fields whose text is kept; the file itself is not one of them."""
        return [name for name in self.fields if name not in ("picture", "picture_remove")]

    def raw_from(self, data: MultiValueDict[str, str]) -> Raw:
        """What a browser sent, field by field; a text that is far too long is left out, for the form to complain of."""
        clean = without_nul(data)
        found = {}
        for name in self.raw_names:
            field = self.fields[name]
            if isinstance(field, LinksField):
                values = field.widget.value_from_datadict(clean, {}, name)
            else:
                values = [value for value in clean.getlist(name) if value]
            if sum(map(len, values)) <= MAX_RAW_LENGTH:
                found[name] = [value.replace("\r\n", "\n") for value in values]
        return found

    def raw(self) -> Raw:
        """What an unbound form shows, as the texts that a browser would send."""
        return {name: as_raw(self[name].value()) for name in self.raw_names}

    @classmethod
    def shown_from(cls, raw: Raw, **kwargs: Any) -> "ProposalForm":
        """An unbound form that shows what was typed, however unfinished."""
        form = cls(**kwargs)
        for name in form.raw_names:
            if name not in raw:
                continue
            several = isinstance(
                form.fields[name], forms.MultipleChoiceField | forms.ModelMultipleChoiceField | LinksField
            )
            form.initial[name] = raw[name] if several else (raw[name][0] if raw[name] else "")
        return form

    @classmethod
    def checked_from(cls, raw: Raw, **kwargs: Any) -> "ProposalForm":
        """A bound form that checks what was typed."""
        data: MultiValueDict[str, str] = MultiValueDict()
        for name, values in raw.items():
            if isinstance(cls.base_fields.get(name), LinksField):
                rows = [LinkRow.of(value) for value in values]
                data.setlist(f"{name}-name", [row.name for row in rows])
                data.setlist(f"{name}-role", [row.role for row in rows])
            else:
                data.setlist(name, values)
        return cls(data, **kwargs)

    # Checking

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_texts(cleaned)
        self._check_order(cleaned)
        self._check_picture(cleaned)
        return cleaned

    def _check_texts(self, cleaned: dict[str, Any]) -> None:
        titles = own_language_first(["title"]) + other_language_of(["title"])
        if not any(cleaned.get(name, "").strip() for name in titles) and not self.has_error(titles[0]):
            self.add_error(titles[0], _("Write a title in at least one language."))
        for code in Language.values:
            # A text that nobody touched stays as it was written, to the last tag.
            name = f"body_{code}"
            original = getattr(self.instance, name, "") or ""
            if original and self.data.get(name, "").replace("\r\n", "\n").strip() == to_markup(original):
                cleaned[name] = original

    def _check_order(self, cleaned: dict[str, Any]) -> None:
        first, last = (cleaned.get(name) for name in self.period)
        if first and last and last < first:
            self.add_error(self.period[1], _("The last day can’t be before the first."))

    def _check_picture(self, cleaned: dict[str, Any]) -> None:
        has_picture = bool(cleaned.get("picture") or self.kept_picture) and not cleaned.get("picture_remove")
        texts = {name: cleaned.get(name, "") for name in PICTURE_TEXTS}
        for name in missing_picture_texts(texts) if has_picture else ():
            if not self.has_error(name):
                self.add_error(name, _("A picture can’t be published without this."))

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | {"image", *self.word_fields}

    def _post_clean(self) -> None:
        """The model complains of a missing title in Danish; ours, in the reader's language, is enough."""
        super()._post_clean()  # type: ignore[misc]
        own, other = own_language_first(["title"])[0], other_language_of(["title"])[0]
        if own in self.errors and not self.data.get(other):
            self.errors.pop(other, None)

    # What it comes to

    def to_data(self) -> ProposalData:
        """Everything that the form says about the record; what is wrong in a field is left out."""
        cleaned = self.cleaned_data
        model = self._meta.model
        values, terms = {}, {}
        for field in model._meta.get_fields():
            if not isinstance(field, Field) or field.name not in cleaned or field.name in self.word_fields:
                continue
            if isinstance(field, ManyToManyField):
                terms[field.name] = tuple(cleaned[field.name])
            else:
                values[field.name] = cleaned[field.name]
        links = {
            field.relation: cleaned[name]
            for name, field in self.fields.items()
            if isinstance(field, LinksField) and name in cleaned
        }
        words = {name: cleaned[name] for name in self.word_fields if name in cleaned}
        return ProposalData(values | self.extra_values(), terms, words, links)

    def extra_values(self) -> dict[str, Any]:
        """What the record gets beside the fields of the form."""
        return {}

    def picture_texts(self) -> dict[str, str]:
        """What is said about the picture."""
        return {name: self.cleaned_data.get(name, "") for name in PICTURE_TEXTS}

    # Showing

    def shown_sections(self) -> list[ShownSection]:
        """The parts of the form; a folded part with something wrong in it, or with only little, is open."""
        own, other = own_language_first(self.texts[:2]), other_language_of((*self.texts, "alt"))
        own_alt = own_language_first(["alt"])
        own_body = own_language_first(self.texts[2:])
        shown = [self._shown(Section(_("What it is"), (*own, *self.sections[0].names)))]
        shown += [self._shown(section) for section in self.sections[1:] if not section.folded]
        picture = Section(
            _("Picture"),
            ("picture", *(["picture_remove"] if self.kept_picture else []), *own_alt, "credit", "licence"),
            _(
                "With a picture we need to know what it shows (one language will do), who made it and its licence. "
                "It is made smaller, and what the camera noted about the place is taken out."
            ),
            folded=True,
        )
        later = _("Can wait: until then the other language is shown.")
        names = {code: str(label) for code, label in Language.choices}
        language = names[other[0].rsplit("_", 1)[1]]
        folded = [
            Section(_("A longer text"), tuple(own_body), folded=True),
            picture,
            *[section for section in self.sections[1:] if section.folded],
            Section(_("In the other language (%s)") % language, tuple(other), later, folded=True),
        ]
        return shown + [self._shown(section) for section in folded]

    def _shown(self, section: Section) -> ShownSection:
        fields = [self[name] for name in section.names if name in self.fields]
        wrong = any(field.errors for field in fields)
        return ShownSection(str(section.title), str(section.help), fields, section.folded, wrong or not section.folded)
