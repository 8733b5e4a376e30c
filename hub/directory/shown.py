"""What a page shows of a directory: facets with their options, and links to other views of the list."""

from dataclasses import dataclass

from hub.directory.declarations import Text

OPTIONS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet as the page shows it; ``query`` is the address without it, where it is chosen."""

    value: str
    label: str
    count: int
    is_chosen: bool
    query: str


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another view of the same list."""

    label: Text
    query: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet as the page shows it."""

    key: str
    label: Text
    options: list[Option]

    is_open: bool = False

    @property
    def first(self) -> list[Option]:
        """What is shown at once: the chosen values and the eight most given."""
        return [option for number, option in enumerate(self.options) if number < OPTIONS_SHOWN or option.is_chosen]

    @property
    def rest(self) -> list[Option]:
        """What “show all” adds."""
        return [option for option in self.options[OPTIONS_SHOWN:] if not option.is_chosen]

    @property
    def is_active(self) -> bool:
        """Whether one of its values is chosen."""
        return any(option.is_chosen for option in self.options)
