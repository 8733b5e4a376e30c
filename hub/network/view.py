"""The network as a page shows it: drawing, measures, the list of each measure. Six queries, whatever its size."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.bilingual import active_language
from hub.choices import HelixSector
from hub.graphics.layout import laid_out
from hub.graphics.network_graph import HEIGHT, WIDTH, Edge, Graph, Node, draw_network
from hub.graphics.touch import Together
from hub.list_query import MAX_VALUE_LENGTH
from hub.network.ecosystem import Ecosystem, read_ecosystem
from hub.network.graph import Network, Question, Standing, betweenness
from hub.network.memory import kept
from hub.network.questions import NetworkQuery
from hub.network.tables import Column, Heading, columns_of, in_order, usual_sort
from hub.plain_text import readable

SHAPES = {sector.value: number for number, sector in enumerate(HelixSector)}
DRAWING_VERSION = 3  # to be raised when the drawing itself changes


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with what it says; ``query`` leads to the list of exactly that many rows."""

    key: str
    value: int
    label: str
    meaning: str
    query: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class SectorCount:
    """A sector in the legend."""

    key: str
    label: str
    shape: int
    count: int


class NetworkView:
    """What a query string asks of the network: ``show`` chooses the list, ``sort`` its order."""

    page_missing = False  # the list has no pages

    def __init__(self, query: QueryDict, ecosystem: Ecosystem | None = None) -> None:
        self.ecosystem = read_ecosystem() if ecosystem is None else ecosystem
        self.asked = NetworkQuery(self.ecosystem, query)
        self.query = query

    @cached_property
    def network(self) -> Network:
        """The part that was asked for."""
        return Network(self.ecosystem, self.asked.question, this_year=self._this_year, measured=_kept_brokerage)

    @cached_property
    def whole(self) -> Network:
        """All of it: places stay the same whatever is asked for."""
        if self.asked.question == Question():
            return self.network
        return Network(self.ecosystem, Question(), this_year=self._this_year, measured=_kept_brokerage)

    @cached_property
    def _this_year(self) -> int:
        return timezone.localdate().year

    # What the notices and the filter say

    @property
    def unknown(self) -> Any:
        """What was asked for and does not exist; a list that is none is among it."""
        asked = self.query.get("show", "")
        wrong = [(_("List"), readable(asked)[:MAX_VALUE_LENGTH])] if asked not in ("", *self._lists) else []
        return [*self.asked.unknown, *wrong]

    @property
    def sort_unknown(self) -> str:
        """The order asked for, if the list has no such column."""
        asked = self.query.get("sort", "")
        known = [column.key for column in columns_of(self.show)]
        return "" if asked in ("", *known) else readable(asked)[:MAX_VALUE_LENGTH]

    @property
    def chips(self) -> Any:
        """What is chosen."""
        return self.asked.chips

    @property
    def facet_views(self) -> Any:
        """The questions that can be asked."""
        return self.asked.facet_views

    # Lists

    @cached_property
    def _lists(self) -> dict[str, list[Any]]:
        network = self.network
        return {
            "partners": network.standings,
            "ties": network.ties,
            "across": network.ties_across,
            "brokers": network.brokers,
            "newcomers": network.newcomers,
            "untied": network.untied,
        }

    @property
    def show(self) -> str:
        """The list asked for; all partners if there is no such list."""
        asked = self.query.get("show", "")
        return asked if asked in self._lists else "partners"

    @property
    def shows_ties(self) -> bool:
        """Whether rows are ties rather than partners."""
        return self.show in ("ties", "across")

    @property
    def sort(self) -> Column:
        """The column asked for, or the usual one of the list."""
        columns = {column.key: column for column in columns_of(self.show)}
        return columns.get(self.query.get("sort", "")) or columns[usual_sort(self.show)]

    @property
    def kept_show(self) -> str:
        """The list for addresses; nothing for the usual one."""
        return "" if self.show == "partners" else self.show

    @property
    def kept_sort(self) -> str:
        """The order for addresses; nothing for the usual one."""
        return "" if self.sort.key == usual_sort(self.show) else self.sort.key

    @cached_property
    def rows(self) -> list[Any]:
        """The rows of the list in the order asked for."""
        return in_order(self._lists[self.show], self.sort)

    @property
    def total(self) -> int:
        """How many partners there are to draw; the notices ask."""
        return len(self.network.actors)

    @property
    def headings(self) -> list[Heading]:
        """The headings of the table; each one sorts by its column."""
        return [
            Heading(
                label=column.label,
                query=self.asked.address(
                    show=self.kept_show, sort="" if column.key == usual_sort(self.show) else column.key
                ),
                is_number=column.is_number,
                direction=("descending" if column.is_number or column.key == "shared" else "ascending")
                if column is self.sort
                else "",
            )
            for column in columns_of(self.show)
        ]

    @property
    def measures(self) -> list[Measure]:
        """What a coordinator looks at; each number leads to its list."""
        texts = {
            "partners": (_("Partners"), _("All public partners within the filter.")),
            "ties": (_("Ties"), _("Pairs of partners with at least one common project or event.")),
            "across": (_("Ties across sectors"), _("Ties that join two different helix sectors.")),
            "brokers": (
                _("Brokers"),
                _("Partners on a shortest way between two others; without them, paths get longer or break."),
            ),
            "newcomers": (_("Newcomers"), _("Partners whose first common project or event began this year or last.")),
            "untied": (_("No tie yet"), self._untied_meaning),
        }
        return [
            Measure(
                key=key,
                value=len(self._lists[key]),
                label=label,
                meaning=meaning,
                query=self.asked.address(show="" if key == "partners" else key),
                is_chosen=key == self.show,
            )
            for key, (label, meaning) in texts.items()
        ]

    @property
    def _untied_meaning(self) -> str:
        if self.asked.question == Question():
            return _("Partners without any common project or event: whom to invite next.")
        return _("Partners without any common project or event within the filter; outside it they may have some.")

    @property
    def shown(self) -> Measure:
        """The measure whose list is shown."""
        return next(measure for measure in self.measures if measure.is_chosen)

    # Drawing

    @property
    def legend(self) -> list[SectorCount]:
        """The sectors with their markers and their number of partners with a tie."""
        tied = [standing.actor.sector for standing in self.network.tied]
        return [SectorCount(s.value, str(s.label), SHAPES[s.value], tied.count(s.value)) for s in HelixSector]

    @property
    def is_drawn(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.whole.ties)

    @cached_property
    def svg(self) -> SafeString:
        """The drawing; made anew only when what it shows has changed."""
        basis = (DRAWING_VERSION, active_language(), self.asked.question, self.ecosystem)
        # Every text in it is escaped by hub.graphics.svg.
        return mark_safe(kept("drawing", basis, lambda: draw_network(self._graph())))

    def _graph(self) -> Graph:
        ties = [(tie.first.pk, tie.second.pk, tie.weight) for tie in self.whole.ties]
        nodes = [standing.actor.pk for standing in self.whole.tied]
        places = kept("layout", (nodes, ties, WIDTH, HEIGHT), lambda: laid_out(nodes, ties, WIDTH, HEIGHT))
        found = self.network
        shown = sorted(found.tied, key=lambda standing: (-standing.ties, standing.actor.pk))
        kept_keys = {standing.actor.pk for standing in shown}
        ghosts = [standing for standing in self.whole.tied if standing.actor.pk not in kept_keys]
        return Graph(
            label=_("Network of partners"),
            nodes=tuple(_node(s, places, is_ghost=False) for s in shown)
            + tuple(_node(s, places, is_ghost=True) for s in ghosts),
            edges=tuple(Edge(tie.first.pk, tie.second.pk, tie.weight, tie.is_across) for tie in found.ties),
            together=Together("#list", _("Close together: the list has each of them")),
        )


def _kept_brokerage(nodes: Sequence[int], pairs: Sequence[tuple[int, int]]) -> dict[int, float]:
    """The betweenness of each node, computed once for the same ties."""
    return kept("brokerage", (nodes, pairs), lambda: betweenness(nodes, pairs))


def _node(standing: Standing, places: dict[int, tuple[float, float]], *, is_ghost: bool) -> Node:
    actor = standing.actor
    sector = HelixSector(actor.sector)
    ties = ngettext("%(count)d tie", "%(count)d ties", standing.ties) % {"count": standing.ties}
    across = _("%(count)d of them across sectors") % {"count": standing.across}
    return Node(
        key=actor.pk,
        name=str(actor.name),
        url=actor.url,
        sector=sector.value,
        shape=SHAPES[sector.value],
        place=places[actor.pk],
        ties=0 if is_ghost else standing.ties,
        story=(str(sector.label), f"{ties}, {across}"),
        is_ghost=is_ghost,
    )
