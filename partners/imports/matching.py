"""Which partner a row is about: surely one, surely none, or somebody has to say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from partners.imports.changes import changes_to
from partners.imports.lookalikes import NameIndex, are_similar, name_of, site_of
from partners.imports.stock import Holding, Stock

MAX_CANDIDATES = 8
TITLES = ("title_da", "title_en")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a row may be the same as: a partner, or an earlier row of the file; and why one may think so."""

    title: str
    reason: str
    slug: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The partner a row is about, or what has to be asked, or what is wrong. All empty: a new partner."""

    holding: Holding | None = None
    candidates: tuple[Candidate, ...] = ()
    problem: str = ""
    problem_field: str = ""


class Matcher:
    """Finds the partner of each row, and remembers the rows before it."""

    def __init__(self, stock: Stock) -> None:
        self.stock = stock
        self.names: NameIndex[int] = NameIndex()
        self.sites: dict[str, list[int]] = defaultdict(list)
        self.row_names: NameIndex[int] = NameIndex()
        self.row_sites: dict[str, list[int]] = defaultdict(list)
        self.row_values: dict[int, Mapping[str, Any]] = {}
        self.row_keys: dict[tuple[str, str], int] = {}
        for holding in stock.holdings.values():
            for title in holding.titles:
                self.names.add(title, holding.pk)
            if site := site_of(holding.website):
                self.sites[site].append(holding.pk)

    def remember(self, number: int, values: Mapping[str, Any]) -> None:
        """Let later rows be compared with this one."""
        self.row_values[number] = values
        for key in self._exact_keys(values):
            self.row_keys.setdefault(key, number)
        for title in self._titles(values):
            self.row_names.add(title, number)
        if site := site_of(values.get("website", "")):
            self.row_sites[site].append(number)

    def find(self, number: int, values: Mapping[str, Any], same_as: str | None, is_new: bool) -> Found:
        """The partner that a row with these values is about; ``same_as`` and ``is_new`` are a person's answers."""
        if repeated := self._repeated(values):
            return repeated
        if same_as is not None:
            return self._said_to_be(same_as)
        hits = self._hits(values)
        if sure := self._sure(values, hits):
            return Found(holding=sure)
        if is_new:
            return self._said_to_be_new(values)
        candidates = [self._candidate(holding, self._why_hit(values, holding)) for holding in hits]
        candidates = candidates or self._lookalikes(values)
        return Found(candidates=tuple(candidates[:MAX_CANDIDATES]))

    # The same in both places

    @staticmethod
    def _titles(values: Mapping[str, Any]) -> list[str]:
        return list(dict.fromkeys(values[name] for name in TITLES if name in values))

    def _exact_keys(self, values: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
        for name in ("cvr", "slug"):
            if name in values:
                yield name, values[name]
        for title in self._titles(values):
            yield "title", title.casefold()

    def _repeated(self, values: Mapping[str, Any]) -> Found | None:
        """The problem of a row that says outright that it is an earlier one."""
        for name, key in self._exact_keys(values):
            row = self.row_keys.get((name, key))
            if row is None or (name == "title" and self._differ_by_cvr(values, self.row_values[row].get("cvr", ""))):
                continue
            field = name if name != "title" else next(each for each in TITLES if each in values)
            return Found(problem=_("The same as in row %(row)d.") % {"row": row}, problem_field=field)
        return None

    @staticmethod
    def _differ_by_cvr(values: Mapping[str, Any], cvr: str) -> bool:
        return bool(cvr) and values.get("cvr", cvr) != cvr

    # Answers

    def _said_to_be(self, slug: str) -> Found:
        holding = self.stock.by_slug.get(slug)
        if holding is None:
            reason = _("No partner has the address “%(slug)s” that was given for this row.") % {"slug": slug}
            return Found(problem=reason, problem_field="title_da")
        return Found(holding=self.stock.holdings[holding.heir])

    def _said_to_be_new(self, values: Mapping[str, Any]) -> Found:
        for name, holders in (("cvr", self.stock.by_cvr), ("slug", self.stock.by_slug)):
            if holder := holders.get(values.get(name, "")):
                reason = _("Belongs to the partner “%(title)s”.") % {"title": holder.title}
                return Found(problem=reason, problem_field=name)
        return Found()

    # Signs

    def _hits(self, values: Mapping[str, Any]) -> list[Holding]:
        """The partners that CVR number, address (a former one as well) or exact title point to."""
        slug = values.get("slug", "")
        found = [self.stock.by_cvr.get(values.get("cvr", "")), self.stock.by_slug.get(slug)]
        found.append(self.stock.formerly_at(slug))
        for title in self._titles(values):
            found.extend(self.stock.by_title.get(title.casefold(), ()))
        return list({holding.pk: holding for holding in found if holding}.values())

    def _sure(self, values: Mapping[str, Any], hits: list[Holding]) -> Holding | None:
        """The one partner that a row is surely about: no sign speaks for another, or all it says is there already."""
        if len(hits) == 1 and self._is_sure(values, hits[0]):
            return hits[0]
        for holding in dict.fromkeys(hit.heir for hit in hits):
            heir = self.stock.holdings[holding]
            given = {name: value for name, value in values.items() if name != "parent"}
            if not changes_to(heir, given, None, self.stock):
                return heir
        return None

    def _is_sure(self, values: Mapping[str, Any], hit: Holding) -> bool:
        if hit.heir != hit.pk or self._differ_by_cvr(values, hit.cvr):
            return False
        exact = {title.casefold() for title in hit.titles} & {title.casefold() for title in self._titles(values)}
        if exact or values.get("slug") == hit.slug or not self._titles(values):
            return True
        site = site_of(values.get("website", ""))
        return self._names_agree(values, hit) or bool(site and site == site_of(hit.website))

    def _names_agree(self, values: Mapping[str, Any], holding: Holding) -> bool:
        theirs = [name_of(title) for title in holding.titles]
        return any(are_similar(name_of(title), other) for title in self._titles(values) for other in theirs)

    def _why_hit(self, values: Mapping[str, Any], hit: Holding) -> str:
        if hit.heir != hit.pk:
            return _("A partner of this name was merged into it.")
        if values.get("cvr") and values["cvr"] == hit.cvr:
            return _("The same CVR number.")
        if values.get("slug") == hit.slug:
            return _("The same address.")
        is_former = self.stock.formerly_at(values.get("slug", "")) == hit
        return _("It had this address before.") if is_former else _("The same name.")

    def _candidate(self, holding: Holding, reason: str) -> Candidate:
        heir = self.stock.holdings[holding.heir]
        return Candidate(heir.title, reason, slug=heir.slug)

    # Look-alikes

    def _lookalikes(self, values: Mapping[str, Any]) -> list[Candidate]:
        found: dict[object, Candidate] = {}
        for title in self._titles(values):
            for pk in self.names.similar(title):
                self._add_holding(found, pk, values, _("A similar name."))
            for row in self.row_names.similar(title):
                self._add_row(found, row, values, _("A similar name."))
        site = site_of(values.get("website", ""))
        for pk in self.sites.get(site, ()):
            if not self._are_siblings(values, self._whole_names(self.stock.holdings[pk].values["parent"])):
                self._add_holding(found, pk, values, _("The same website."))
        for row in self.row_sites.get(site, ()):
            other = self.row_values[row]
            is_sibling = self._are_siblings(values, {other.get("parent", "").casefold()})
            if not is_sibling and self._is_same_place(values["website"], other["website"]):
                self._add_row(found, row, values, _("The same website."))
        return list(found.values())

    def _whole_names(self, pk: int | None) -> set[str]:
        holding = self.stock.holdings.get(pk or 0)
        return {title.casefold() for title in holding.titles} | {holding.slug} if holding else set()

    @staticmethod
    def _are_siblings(values: Mapping[str, Any], wholes: set[str]) -> bool:
        """Parts of the same whole share its website, which says nothing then."""
        return bool(values.get("parent")) and values["parent"].casefold() in wholes

    def _add_holding(self, found: dict[object, Candidate], pk: int, values: Mapping[str, Any], reason: str) -> None:
        holding = self.stock.holdings[self.stock.holdings[pk].heir]
        is_whole = values.get("parent", "").casefold() in {
            *(title.casefold() for title in holding.titles),
            holding.slug,
            holding.cvr or None,
        }
        if not is_whole and not self._differ_by_cvr(values, holding.cvr):
            found.setdefault(("pk", holding.pk), self._candidate(holding, reason))

    def _add_row(self, found: dict[object, Candidate], row: int, values: Mapping[str, Any], reason: str) -> None:
        other = self.row_values[row]
        titles = self._titles(other)
        is_whole = values.get("parent", "").casefold() in (title.casefold() for title in titles)
        is_part = other.get("parent", "").casefold() in (title.casefold() for title in self._titles(values))
        if not is_whole and not is_part and not self._differ_by_cvr(values, other.get("cvr", "")):
            title = titles[0] if titles else ""
            found.setdefault(("row", row), Candidate(title, reason, row=row))

    @staticmethod
    def _is_same_place(one: str, other: str) -> bool:
        """Whether both are one page, or one is the front page: pages side by side are a city's institutions, say."""
        paths = {url.split("://")[-1].partition("/")[2].strip("/") for url in (one, other)}
        return len(paths) == 1 or "" in paths
