"""The member's home: organisations, proposals, what is asked, what matches."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hub.confirmations import needs_confirmation, with_confirmation
from hub.models import Tag
from hub.proposals import all_kinds
from hub.search_statistics import tag_searches
from partners.choices import ProposalState
from partners.membership import Organisation, editable_by, organisations_of
from partners.models import City, Partner, Proposal, ProposalStep
from partners.portal.joining_views import waiting_requests

RECORDS_SHOWN = 30
DECIDED_DAYS = 60


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """A published record that the member answers for."""

    record: Any
    label: str
    is_unconfirmed: bool


@dataclass(frozen=True, slots=True)
class OwnProposal:
    """A proposal of the member's organisations, with the note that waits for an answer."""

    proposal: Proposal
    kind_title: str
    note: str


@dataclass(frozen=True, slots=True)
class TagSearch:
    """One of our tags, and how often it was searched for."""

    tag: Tag
    count: int


@require_safe
@login_required
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """What a member sees first; at most twenty queries."""
    organisations = organisations_of(request.user)
    proposals = _proposals(organisations)
    records = _records(request.user, organisations)
    tags = _tags_of(organisations)
    context = {
        "portal_here": "home",
        "organisations": organisations,
        "new_kinds": [kind for kind in all_kinds() if kind.makes_new],
        "asked": [own for own in proposals if own.proposal.state == ProposalState.SENT_BACK],
        "open": [own for own in proposals if own.proposal.state in (ProposalState.DRAFT, ProposalState.SUBMITTED)],
        "decided": [own for own in proposals if not own.proposal.is_open],
        "records": records,
        "unconfirmed": [own for own in records if own.is_unconfirmed],
        "tags": tags,
        "searches": _searches(tags),
        "requests": waiting_requests(request),
    }
    return render(request, "partners/portal/home.html", context)


def _proposals(organisations: list[Organisation]) -> list[OwnProposal]:
    """Open ones and those decided lately, the latest first; drafts in which nothing was written are left out."""
    if not organisations:
        return []
    since = timezone.now() - dt.timedelta(days=DECIDED_DAYS)
    recent = Q(state__in=ProposalState.open_values()) | Q(decided_at__gte=since)
    untouched = Q(state=ProposalState.DRAFT, version=0)
    found = Proposal.objects.of_organisations(organisations).filter(recent).exclude(untouched)
    found = found.select_related("partner", "city").annotate(note=_last_note()).order_by("-changed_at")[:RECORDS_SHOWN]
    titles = {kind.key: str(kind.title) for kind in all_kinds()}
    return [OwnProposal(proposal, titles.get(proposal.kind, ""), proposal.note) for proposal in found]


def _last_note() -> Coalesce:
    """What staff wrote last, in the query that reads the proposals."""
    steps = ProposalStep.objects.filter(proposal=OuterRef("pk"), by_staff=True)
    return Coalesce(Subquery(steps.order_by("-at", "-pk").values("note")[:1]), Value(""), output_field=TextField())


def _records(user: Any, organisations: list[Organisation]) -> list[OwnRecord]:
    """The published records that the member's organisations answer for; one query for each type."""
    if not organisations:
        return []
    own_keys = {(organisation._meta.label, organisation.pk) for organisation in organisations}
    found: list[OwnRecord] = []
    for model in dict.fromkeys(kind.model_class() for kind in all_kinds()):
        records = with_confirmation(editable_by(user, model).filter(live=True, merged_into__isnull=True))
        if issubclass(model, Partner | City):
            # Staff may edit every partner; their own are those that they belong to.
            records = records.filter(pk__in=[key for label, key in own_keys if label == model._meta.label])
        shown = records.order_by("title_da", "pk")[:RECORDS_SHOWN]
        found += [OwnRecord(record, record._meta.label_lower, needs_confirmation(record)) for record in shown]
    return found


def _tags_of(organisations: list[Organisation]) -> list[Tag]:
    """Every tag of the organisations, with what they offer and look for. One query."""
    partners = [one.pk for one in organisations if isinstance(one, Partner)]
    cities = [one.pk for one in organisations if isinstance(one, City)]
    relations = {"partner": ("tagged_partners", "partner_offers", "partner_needs")}
    relations["city"] = ("tagged_cities", "city_offers", "city_needs")
    question = Q(pk__in=[])
    for kind, keys in (("partner", partners), ("city", cities)):
        for relation in relations[kind] if keys else ():
            model = Tag._meta.get_field(relation).related_model
            question |= Q(pk__in=model._base_manager.filter(content_object__in=keys).values("tag"))
    return list(Tag.objects.in_use().filter(question)) if organisations else []


def _searches(tags: list[Tag]) -> list[TagSearch]:
    by_slug = {tag.slug: tag for tag in tags}
    return [
        TagSearch(by_slug[found.slug], found.count) for found in tag_searches(list(by_slug)) if found.slug in by_slug
    ]
