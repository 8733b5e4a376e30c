"""Which call or answer a portal address is about, and whether the reader may be there; what is not answers 404."""

import uuid

from django.http import Http404, HttpRequest

from events.models import Answer, Event
from partners.membership import is_member, may_edit
from partners.portal.access import signed_in


def public_call(uid: uuid.UUID) -> Event:
    """The published call of an address."""
    found: Event | None = Event.objects.public().filter(uid=uid).select_related("city").first()
    if found is None or found.call_state is None:
        raise Http404
    return found


def _answer(uid: uuid.UUID) -> Answer:
    found: Answer | None = Answer.objects.filter(uid=uid).for_list().first()
    if found is None:
        raise Http404
    return found


def own_answer(request: HttpRequest, uid: uuid.UUID) -> Answer:
    """An answer of an organisation that the reader is a member of."""
    found = _answer(uid)
    if not is_member(signed_in(request), found.organisation):
        raise Http404
    return found


def hosted_call(request: HttpRequest, uid: uuid.UUID) -> Event:
    """A call that the reader answers for, or any for staff; also when it is not published any more."""
    found: Event | None = Event.objects.filter(uid=uid, merged_into__isnull=True).select_related("city").first()
    if found is None or not may_edit(signed_in(request), found):
        raise Http404
    return found


def hosted_answer(request: HttpRequest, uid: uuid.UUID) -> Answer:
    """An answer that was handed in to a call that the reader answers for; drafts are nobody's but their own."""
    found = _answer(uid)
    is_seen = Answer.objects.handed_in().filter(pk=found.pk).exists()
    if not is_seen or not may_edit(signed_in(request), found.event):
        raise Http404
    return found


def may_read_files(request: HttpRequest, answer: Answer) -> bool:
    """Whether the reader belongs to those who answered, or to the host of what was handed in."""
    user = signed_in(request)
    if is_member(user, answer.organisation):
        return True
    return Answer.objects.handed_in().filter(pk=answer.pk).exists() and may_edit(user, answer.event)
