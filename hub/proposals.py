"""What can be handed in: apps register their types in ``ready()``; the portal, the queue and the mails ask here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from hub.completeness import Benefit

Text = str | Promise


@dataclass(frozen=True, slots=True)
class LinkData:
    """A record that takes part, and as what."""

    key: int
    role: str


@dataclass(frozen=True, slots=True)
class ProposalData:
    """What a form makes of a proposal: everything that it says about the record, and nothing else.

    ``values`` are plain fields, ``terms`` many-to-many fields, ``words`` tag fields, ``links`` related records by
    relation; ``rows`` are plain child rows. A field that is not named keeps what the record has.
    """

    values: Mapping[str, Any]
    terms: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    links: Mapping[str, tuple[LinkData, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProposableType:
    """One kind of proposal.

    ``model`` is a label (``"partners.Project"``), ``form`` the dotted path of a ``ProposalForm``. ``makes_new`` says
    whether members may propose new ones by this form. ``defaults`` gives a new record what the form does not ask
    for. ``is_meant`` says whether an existing record is changed by this kind; the first that says so is taken.
    """

    key: str
    model: str
    form: str
    title: Text
    invitation: Text
    order: int = 100
    makes_new: bool = True
    benefits: tuple[Benefit, ...] = ()
    defaults: Callable[[], Mapping[str, Any]] = dict
    is_meant: Callable[[Any], bool] = lambda record: True

    def model_class(self) -> type[Any]:
        """The model behind the label."""
        found: type[Any] = apps.get_model(self.model)
        return found

    def form_class(self) -> type[Any]:
        """The form behind the path."""
        found: type[Any] = import_string(self.form)
        return found


_types: dict[str, ProposableType] = {}


def register(proposable: ProposableType) -> None:
    """Add a kind; registering its key again replaces it."""
    _types[proposable.key] = proposable


def all_kinds() -> list[ProposableType]:
    """Every kind, in the order in which the portal offers them."""
    return sorted(_types.values(), key=lambda found: (found.order, found.key))


def kind_of(key: str) -> ProposableType | None:
    """The kind of that key."""
    return _types.get(key)


def kind_for(record: Any) -> ProposableType | None:
    """The kind by which an existing record is changed, if it has one."""
    own = [found for found in all_kinds() if found.model.lower() == record._meta.label_lower]
    return next((found for found in own if found.is_meant(record)), None)
