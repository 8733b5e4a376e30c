"""What the catalogue holds, read once, so that a plan takes the same few queries for any number of rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import WorkflowState

from hub.bilingual import active_language, other_language
from hub.models import FormerAddress, Scope
from hub.models.taxonomies import Term
from partners.imports.columns import COLUMNS, heading_key
from partners.imports.tag_book import TagBook, load_tags
from partners.models import Partner, PartnerKind, PartnerSector, TaggedPartner

LISTS = ("tags", "further_sectors")
PLAIN = tuple(column.field for column in COLUMNS if column.field not in LISTS)
STATE = ("id", "live", "has_unpublished_changes", "locked", "merged_into_id")


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a vocabulary that may be chosen: key by name in either language, and their labels."""

    by_name: Mapping[str, int]
    labels: tuple[str, ...]
    label_by_pk: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Holding:
    """A partner of the catalogue, with its newest values: those of its draft if it has one."""

    pk: int
    slug: str
    titles: tuple[str, ...]
    cvr: str
    website: str
    values: Mapping[str, Any]
    heir: int
    is_free: bool
    """Live, without unpublished changes, lock or workflow: an import may change it."""

    @property
    def title(self) -> str:
        """The title in the reader's language, or in the other."""
        language = active_language()
        names = (str(self.values[f"title_{code}"] or "") for code in (language, other_language(language)))
        return next((name for name in names if name), "")


@dataclass(frozen=True, slots=True)
class Stock:
    """Partners by what they can be known by, and the vocabularies."""

    holdings: Mapping[int, Holding]
    by_slug: Mapping[str, Holding]
    former_slugs: Mapping[str, int | None]
    """Whose each former address is; ``None`` for a partner that has been deleted."""
    by_cvr: Mapping[str, Holding]
    by_title: Mapping[str, tuple[Holding, ...]]
    kinds: Terms
    scopes: Terms
    tags: TagBook

    def formerly_at(self, slug: str) -> Holding | None:
        """The partner that had this address before."""
        return self.holdings.get(self.former_slugs.get(slug) or 0)


def load_stock() -> Stock:
    """Read the whole catalogue of partners in a fixed number of queries."""
    tags = load_tags()
    holdings = _holdings(tags)
    by_title: dict[str, list[Holding]] = defaultdict(list)
    for holding in holdings.values():
        for title in {title.casefold() for title in holding.titles}:
            by_title[title].append(holding)
    return Stock(
        holdings=holdings,
        by_slug={holding.slug: holding for holding in holdings.values()},
        former_slugs=dict(FormerAddress.objects.of_type(Partner).values_list("slug", "object_id")),
        by_cvr={holding.cvr: holding for holding in holdings.values() if holding.cvr},
        by_title={title: tuple(found) for title, found in by_title.items()},
        kinds=_terms(PartnerKind.objects.all()),
        scopes=_terms(Scope.objects.all()),
        tags=tags,
    )


def _terms(terms: Iterable[Term]) -> Terms:
    by_name: dict[str, int] = {}
    labels = []
    label_by_pk = {}
    for term in terms:
        label_by_pk[term.pk] = str(term)
        if term.withdrawn:
            continue
        labels.append(str(term))
        for name in (term.key, term.title_da, term.title_en):
            by_name.setdefault(heading_key(name), term.pk)
    return Terms(by_name, tuple(labels), label_by_pk)


def _holdings(tags: TagBook) -> dict[int, Holding]:
    """Every partner by key. Each query gives plain values: thousands of model instances would cost seconds."""
    rows = list(Partner.objects.order_by("pk").values(*STATE, *PLAIN))
    drafts = dict(
        Partner.objects.filter(has_unpublished_changes=True, latest_revision__isnull=False).values_list(
            "pk", "latest_revision__content"
        )
    )
    tagged, sectors = defaultdict(list), defaultdict(list)
    for pk, tag in TaggedPartner.objects.order_by("pk").values_list("content_object_id", "tag_id"):
        tagged[pk].append(tag)
    for pk, sector in PartnerSector.objects.order_by("pk").values_list("partner_id", "sector"):
        sectors[pk].append(sector)
    content_type = ContentType.objects.get_for_model(Partner)
    in_progress = {WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES}
    states = WorkflowState.objects.filter(content_type=content_type, status__in=in_progress)
    waiting = set(states.values_list("object_id", flat=True))
    holdings = {}
    for row in rows:
        pk = row["id"]
        values = {field: row[field] for field in PLAIN} | {
            "tags": tags.heirs(tags.names[tag] for tag in tagged[pk]),
            "further_sectors": tuple(sectors[pk]),
        }
        titles = {values["title_da"], values["title_en"]}
        if draft := drafts.get(pk):
            values = _draft_values(draft, values, tags)
        is_free = row["live"] and not row["has_unpublished_changes"] and not row["locked"]
        holdings[pk] = Holding(
            pk=pk,
            slug=row["slug"],
            titles=tuple(sorted(title for title in titles | {values["title_da"], values["title_en"]} if title)),
            cvr=row["cvr"] or values["cvr"] or "",
            website=values["website"],
            values=values,
            heir=row["merged_into_id"] or pk,
            is_free=is_free and str(pk) not in waiting and row["merged_into_id"] is None,
        )
    return holdings


def _draft_values(draft: Mapping[str, Any], stored: Mapping[str, Any], tags: TagBook) -> dict[str, Any]:
    """The values of a draft as its revision keeps them; a field that it doesn't know keeps the stored value."""
    values = {field: draft.get(field, stored[field]) for field in PLAIN}
    for field in ("latitude", "longitude"):
        values[field] = None if values[field] is None else Decimal(values[field])
    words = [tags.names[row["tag"]] for row in draft.get("tagged_items", ()) if row["tag"] in tags.names]
    sectors = [row["sector"] for row in draft.get("further_sectors", ())]
    return values | {"tags": tags.heirs(words), "further_sectors": tuple(sectors)}
