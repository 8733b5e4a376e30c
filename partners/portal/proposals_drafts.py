"""Between what was typed and the form that shows it: contents, clashes, and the record as a preview."""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.html import strip_tags

from hub.models.images import PICTURE_TEXTS
from hub.plain_text import readable
from hub.proposals import ProposableType
from hub.services import apply_proposal, imagined_tag
from partners.membership import organisations_of
from partners.models import Proposal
from partners.portal.proposals_digests import digest
from partners.portal.proposals_fields import LinkRow, Raw
from partners.portal.proposals_forms import ProposalForm
from partners.services.proposal_steps import kind_of_proposal


def instance_for(proposal: Proposal) -> Any:
    """The record that a form of this proposal builds on, in memory: a draft's own, the live one, or a new one."""
    kind = kind_of_proposal(proposal)
    record = proposal.record
    if record is None:
        return kind.model_class()(live=False, **kind.defaults())
    return record.get_latest_revision_as_object() if record.first_published_at is None else record


def form_options(proposal: Proposal, user: Any) -> dict[str, Any]:
    """What every form of this proposal is given."""
    own = [*organisations_of(user)] if user else [proposal.organisation]
    return {"instance": instance_for(proposal), "own": own, "kept_picture": proposal.picture}


def shown_form(proposal: Proposal, user: Any) -> ProposalForm:
    """The form with what is kept, without complaints."""
    form_class = kind_of_proposal(proposal).form_class()
    form: ProposalForm = form_class.shown_from(proposal.content, **form_options(proposal, user))
    return form


def checked_form(proposal: Proposal, content: Raw, user: Any) -> ProposalForm:
    """The form with ``content``, checked as for handing in."""
    form_class = kind_of_proposal(proposal).form_class()
    form: ProposalForm = form_class.checked_from(content, **form_options(proposal, user))
    return form


def content_of(proposal: Proposal, record: Any) -> Raw:
    """What a form says that shows ``record`` as it is."""
    kind = kind_of_proposal(proposal)
    return content_of_record(kind, record, [proposal.organisation])


def content_of_record(kind: ProposableType, record: Any, own: list[Any]) -> Raw:
    """The same, for a record that has no proposal yet."""
    content = kind.form_class()(instance=record, own=own).raw()
    image = record.image
    return content | {name: [text] if (text := getattr(image, name, "")) else [] for name in PICTURE_TEXTS}


def first_content(kind: ProposableType, organisation: Any) -> Raw:
    """What a new proposal begins with: the organisation itself takes part, in the leading role."""
    form: Any = kind.form_class()(instance=kind.model_class()(live=False, **kind.defaults()), own=[organisation])
    content: Raw = form.raw()
    relation = {"partner": "partners", "city": "cities"}[str(organisation._meta.model_name)]
    if relation in form.fields:
        field = form.fields[relation]
        content[relation] = [LinkRow(field.book.label_of[organisation.pk], field.leading_role).raw()]
    return content


def title_in(content: Raw) -> str:
    """The title that was typed so far, as people see it."""
    return readable(next((content[name][0] for name in ("title_da", "title_en") if content.get(name)), ""))[:200]


# Two at once


@dataclass(frozen=True, slots=True)
class ClashField:
    """A field that two people filled in differently. ``takes_mine`` says which is chosen unless the reader differs."""

    name: str
    label: str
    mine: str
    theirs: str
    takes_mine: bool


def clashing_fields(form: ProposalForm, *, mine: Raw, theirs: Raw, base: str) -> list[ClashField]:
    """The fields in which ``mine`` and ``theirs`` differ.

    ``base`` are the marks of what I started from. Where only one of the two has changed something, that one is
    chosen; where both have, mine.
    """
    started = _marks(base)
    found = []
    for name in form.raw_names:
        my_text, their_text = mine.get(name, []), theirs.get(name, [])
        if my_text == their_text:
            continue
        untouched = started.get(name) == digest(my_text)
        found.append(
            ClashField(
                name,
                str(form.fields[name].label),
                _readable(form, name, my_text),
                _readable(form, name, their_text),
                takes_mine=not untouched,
            )
        )
    return found


def _marks(base: str) -> dict[str, str]:
    try:
        marks = json.loads(base)
    except ValueError:
        return {}
    return marks if isinstance(marks, dict) else {}


def _readable(form: ProposalForm, name: str, values: list[str]) -> str:
    """What a field says, for people: names instead of keys."""
    field: Any = form.fields[name]
    if hasattr(field, "roles"):
        rows = [LinkRow.of(value) for value in values]
        return "\n".join(f"{row.name} ({field.roles.get(row.role, row.role)})" for row in rows)
    labels = {str(getattr(value, "value", value)): str(label) for value, label in _choices(field)}
    return "\n".join(labels.get(value, value) for value in values)


def _choices(field: Any) -> list[tuple[Any, Any]]:
    return [pair for pair in getattr(field, "choices", ()) if not isinstance(pair[1], list | tuple)]


def merged(mine: Raw, theirs: Raw, chosen: dict[str, str]) -> Raw:
    """Mine, but theirs in the fields for which that was chosen."""
    return {
        name: theirs.get(name, []) if chosen.get(name) == "theirs" else mine.get(name, [])
        for name in {**theirs, **mine}
    }


def unchosen_text(form: ProposalForm, *, mine: Raw, theirs: Raw, chosen: dict[str, str]) -> str:
    """What ``merged`` leaves out, field by field, for people."""
    parts = []
    for name in form.raw_names:
        sides = (mine, theirs) if chosen.get(name) == "theirs" else (theirs, mine)
        left, taken = (side.get(name, []) for side in sides)
        if left and left != taken:
            parts.append(f"{form.fields[name].label}:\n{_readable(form, name, left)}")
    return "\n\n".join(parts)


# Preview


def preview_record(proposal: Proposal, user: Any) -> Any:
    """The record as it would look, in memory only. What is not right yet is left out, not refused."""
    form = checked_form(proposal, proposal.content, user)
    form.is_valid()
    record = instance_for(proposal)
    apply_proposal(record, form.to_data(), make_tag=imagined_tag)
    record.image = proposal.picture
    for name in ("title_da", "title_en"):
        if not getattr(record, name) and proposal.content.get(name):
            setattr(record, name, strip_tags(proposal.content[name][0])[:200])
    return record
