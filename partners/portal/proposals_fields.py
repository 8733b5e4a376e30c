"""Form fields of proposals: words, related records with roles, texts with marks, raw values."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from hub import look_alikes
from hub.bilingual import active_language, other_language
from hub.light_markup import to_html
from hub.plain_text import one_plain_line
from hub.proposals import LinkData
from hub.querysets import public_q

MAX_WORDS = 20
MAX_WORD_LENGTH = 60
MAX_BODY_LENGTH = 20_000
MAX_ROWS = 40
MAX_LISTED = 300
Raw = dict[str, list[str]]


class WordsField(forms.CharField):
    """Tags as words between commas; gives a tuple of words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=(MAX_WORD_LENGTH + 2) * MAX_WORDS, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value) or ""
        words = [" ".join(word.split()) for word in text.replace("\n", ",").split(",")]
        words = list({word.casefold(): word for word in words if word}.values())
        if len(words) > MAX_WORDS:
            raise ValidationError(_("At most %(count)d words, please."), params={"count": MAX_WORDS})
        if long := next((word for word in words if len(word) > MAX_WORD_LENGTH), None):
            raise ValidationError(_("“%(word)s” is too long for a tag."), params={"word": long[:MAX_WORD_LENGTH]})
        for word in words:
            one_plain_line(word)
        return tuple(words)


class MarkupField(forms.CharField):
    """A longer text with light marks; gives safe HTML."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=MAX_BODY_LENGTH, widget=forms.Textarea(attrs={"rows": 8}), **kwargs)

    def clean(self, value: Any) -> Any:
        return to_html(super().clean(value) or "")


class LocalMomentField(forms.DateTimeField):
    """Day and time as on the clock of the place: the form knows the zone, so the value is left without one."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        for pattern in self.input_formats or ():
            try:
                return dt.datetime.strptime(str(value).strip()[:16], pattern)
            except ValueError:
                continue
        raise ValidationError(self.error_messages["invalid"], code="invalid")


class ProjectTemplateMixin:
    """A widget whose template lies with the project's others."""

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        return render_to_string(template_name, context)


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One row as it was typed."""

    name: str
    role: str

    def raw(self) -> str:
        """The row as one text."""
        return f"{self.role}|{self.name}"

    @classmethod
    def of(cls, raw: str) -> "LinkRow":
        """The row of a text."""
        role, _bar, name = raw.partition("|")
        return cls(name, role)


class LinksWidget(ProjectTemplateMixin, forms.Widget):
    """Rows of name and role; a list of names to choose from, which works without scripts."""

    template_name = "partners/portal/widgets/links.html"
    needs_multipart_form = False

    use_fieldset = True

    def __init__(self, roles: Iterable[tuple[str, Any]], least_rows: int, default_role: str) -> None:
        super().__init__()
        self.roles, self.least_rows, self.extra_rows = list(roles), least_rows, 0
        self.default_role = default_role
        self.listed: list[str] = []
        self.wrong: set[str] = set()  # rows, as texts, with which something is wrong
        self.suggest_url = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """The rows that were sent, each as one text; empty ones left out."""
        if not hasattr(data, "getlist"):
            return list(data.get(name, []))
        names, roles = data.getlist(f"{name}-name"), data.getlist(f"{name}-role")
        rows = [LinkRow(said.strip(), role) for said, role in zip(names, roles, strict=False) if said.strip()]
        return [row.raw() for row in rows]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = [LinkRow.of(raw) for raw in value or ()]
        blank = max(self.least_rows - len(rows), 1) + self.extra_rows
        context["widget"] |= {
            "rows": [*rows, *[LinkRow("", self.default_role)] * blank],
            "wrong": [row for row in rows if row.raw() in self.wrong],
            "roles": self.roles,
            "listed": self.listed,
            "suggest_url": self.suggest_url,
        }
        return context


class LinksField(forms.Field):
    """Records of one type that take part, found by name, each in a role; gives a tuple of ``LinkData``."""

    widget: LinksWidget

    def __init__(
        self,
        *,
        model: str,
        relation: str,
        roles: Iterable[tuple[str, Any]],
        default_role: str,
        leading_role: str,
        least_rows: int = 1,
        **kwargs: Any,
    ) -> None:
        self.model, self.relation, self.roles = model, relation, dict(roles)
        self.leading_role = leading_role
        widget = LinksWidget(self.roles.items(), least_rows, default_role)
        super().__init__(required=False, widget=widget, **kwargs)
        self.book = NameBook({})

    def clean(self, value: Any) -> Any:
        rows = [LinkRow.of(raw) for raw in value or ()]
        if len(rows) > MAX_ROWS:
            raise ValidationError(_("At most %(count)d rows, please."), params={"count": MAX_ROWS})
        found: dict[tuple[int, str], LinkData] = {}
        problems = []
        for row in rows:
            if row.role not in self.roles:
                problems.append(ValidationError(_("Choose a role for “%(name)s”."), params={"name": row.name[:80]}))
                self.widget.wrong.add(row.raw())
                continue
            try:
                key = self.book.key(row.name)
            except ValidationError as problem:
                problems.append(problem)
                self.widget.wrong.add(row.raw())
                continue
            found[(key, row.role)] = LinkData(key, row.role)
        if problems:
            raise ValidationError(problems)
        return tuple(found.values())


class NameBook:
    """The records that may be named, by what they are called in either language."""

    def __init__(self, titles: Mapping[int, tuple[str, str]]) -> None:
        self.by_name: dict[str, list[int]] = {}
        self.titles = titles
        for key, names in titles.items():
            for name in dict.fromkeys(names):
                if name:
                    self.by_name.setdefault(name.casefold(), []).append(key)
        self.label_of = {key: self._label(key) for key in titles}
        self.by_label = {label.casefold(): key for key, label in self.label_of.items()}

    def _label(self, key: int) -> str:
        danish, english = self.titles[key]
        name = (danish if active_language() == "da" else english) or danish or english
        return name if len(self.by_name[name.casefold()]) == 1 else f"{name} [{key}]"

    def key(self, name: str) -> int:
        """The record called ``name``. Raises ``ValidationError``, with what may be meant, if that is not clear."""
        folded = " ".join(name.split()).casefold()
        if folded in self.by_label:
            return self.by_label[folded]
        keys = self.by_name.get(folded, [])
        if len(keys) == 1:
            return keys[0]
        likely = keys or self._like(folded)
        shown = ", ".join(f"“{self.label_of[key]}”" for key in likely[:3])
        params = {"name": name[:80], "likely": shown}
        if keys:
            raise ValidationError(_("There are several called “%(name)s”: choose %(likely)s."), params=params)
        if likely:
            raise ValidationError(
                _("“%(name)s” is not in the catalogue. Did you mean %(likely)s?"), code="unknown", params=params
            )
        raise ValidationError(
            _("“%(name)s” is not in the catalogue. Leave it out here and mention it in the text."),
            code="unknown",
            params=params,
        )

    def _like(self, folded: str) -> list[int]:
        if len(folded) > 100:
            return []
        begun = [key for name, keys in self.by_name.items() if folded in name for key in keys]
        others = {key: [name for name in names if name] for key, names in self.titles.items()}
        return list(dict.fromkeys([*begun, *look_alikes.find([folded], others)]))


def nameable(model: type[Any], own: Iterable[Model] = (), linked: Iterable[int] = ()) -> QuerySet[Any]:
    """The records that a member may name: public ones, the member's own, and those that are named already."""
    mine = [record.pk for record in own if isinstance(record, model)]
    found: QuerySet[Any] = model.objects.filter(public_q() | Q(pk__in=[*mine, *linked])).order_by("title_da")
    return found


def name_book(records: QuerySet[Any]) -> NameBook:
    """The names of ``records``; one query."""
    return NameBook({key: (da, en) for key, da, en in records.values_list("pk", "title_da", "title_en")})


def as_raw(value: Any) -> list[str]:
    """A field's value as the texts that a browser would send."""
    if value is None or value == "" or value is False:
        return []
    if isinstance(value, bool):
        return ["on"]
    if isinstance(value, dt.datetime):
        return [value.strftime("%Y-%m-%dT%H:%M")]
    if isinstance(value, dt.date):
        return [value.isoformat()]
    if isinstance(value, dt.time):
        return [value.strftime("%H:%M")]
    if isinstance(value, list | tuple | set | QuerySet):
        return [str(getattr(item, "pk", item)) for item in value]
    return [str(getattr(value, "pk", value))]


def own_language_first(names: Iterable[str]) -> list[str]:
    """``title`` and the like as field names of the reader's language."""
    return [f"{name}_{active_language()}" for name in names]


def other_language_of(names: Iterable[str]) -> list[str]:
    """``title`` and the like as field names of the other language."""
    return [f"{name}_{other_language(active_language())}" for name in names]


def without_nul(data: MultiValueDict[str, str]) -> MultiValueDict[str, str]:
    """What was sent without the one character that no database takes."""
    return MultiValueDict({name: [value.replace("\x00", "") for value in data.getlist(name)] for name in data})
