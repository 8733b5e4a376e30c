"""Answers to calls: begun, saved, handed in, withdrawn, decided. Each in one transaction, deadlines asked inside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from events.answer_files import MAX_FILES, shown_name
from events.answer_mails import send_answer_mails
from events.choices import AnswerState, CallState, EventStatus
from events.models import Answer, AnswerFile, Event
from hub.models import User
from partners.membership import Organisation


class AnswerRefusedError(Exception):
    """What was asked can't be done; the text says why, in the reader's language."""


class StaleAnswerError(Exception):
    """Somebody else has saved since; ``answer`` is what they saved."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


@dataclass(frozen=True, slots=True)
class AnswerData:
    """What a member wrote. ``files`` were checked by ``answer_files.check_file``."""

    text: str
    version: int
    language: str
    files: Sequence[Any] = ()
    hands_in: bool = False


def why_closed(event: Event) -> str:
    """Why the call can't be answered now, in the reader's language; empty while it can."""
    if event.status == EventStatus.CANCELLED:
        return _("This call was cancelled.")
    sentences = {
        None: _("This can’t be answered: it has no deadline."),
        CallState.COMING: _("This call is not open yet."),
        CallState.CLOSED: _("The deadline is over: the answer can’t be changed or handed in any more."),
        CallState.OPEN: "",
    }
    return sentences[event.call_state]


def _refuse_closed(event: Event) -> None:
    if reason := why_closed(event):
        raise AnswerRefusedError(reason)


def _locked(answer: Answer) -> Answer:
    found: Answer = Answer.objects.select_for_update().select_related("event").get(pk=answer.pk)
    return found


@transaction.atomic
def begin_answer(*, event: Event, organisation: Organisation, data: AnswerData, begun_by: User) -> tuple[Answer, int]:
    """A new answer of ``organisation``, saved as ``save_answer`` does.

    Raises ``AnswerRefusedError`` if the call is closed, or if the organisation has an answer already: it has one.
    """
    _refuse_closed(event)
    # Two colleagues who begin at once: the second waits here, then finds the first one's answer.
    type(organisation).objects.select_for_update().get(pk=organisation.pk)
    if Answer.objects.standing().of_organisations([organisation]).filter(event=event).exists():
        raise AnswerRefusedError(_("%(name)s has an answer to this call already.") % {"name": organisation})
    place = {str(organisation._meta.model_name): organisation}
    answer = Answer.objects.create(event=event, begun_by=begun_by, language=data.language, **place)
    return answer, save_answer(answer, replace(data, version=0), saved_by=begun_by)


@transaction.atomic
def save_answer(answer: Answer, data: AnswerData, *, saved_by: User) -> int:
    """Keep text and files, and hand in if asked; gives how many files there was no room for.

    Raises ``AnswerRefusedError`` after the deadline or the decision, and ``StaleAnswerError`` for an older version.
    """
    current = _locked(answer)
    _refuse_closed(current.event)
    if not current.can_be_edited:
        raise AnswerRefusedError(_("This answer is withdrawn or decided on: it can’t be changed any more."))
    if current.version != data.version:
        raise StaleAnswerError(current)
    current.text, current.language, current.changed_by = data.text, data.language, saved_by
    current.version, current.changed_at = current.version + 1, timezone.now()
    room = MAX_FILES - current.files.count()
    for file in data.files[:room]:
        AnswerFile.objects.create(answer=current, file=file, name=shown_name(file.name), size=file.size)
    left_out = max(0, len(data.files) - room)
    is_first = data.hands_in and not left_out and current.state == AnswerState.DRAFT
    if is_first:
        _hand_in(current)
    current.save()
    answer.refresh_from_db()
    if is_first:
        transaction.on_commit(lambda: send_answer_mails.enqueue(current.pk))
    return left_out


def _hand_in(answer: Answer) -> None:
    if not answer.text.strip() and not answer.files.exists():
        raise AnswerRefusedError(_("Write an answer or add a file before you hand it in."))
    answer.state, answer.submitted_at = AnswerState.SUBMITTED, timezone.now()


@transaction.atomic
def remove_file(file: AnswerFile, *, removed_by: User) -> None:
    """Take a file off an answer that can still be edited."""
    answer = _locked(file.answer)
    if not answer.can_be_edited:
        raise AnswerRefusedError(why_closed(answer.event) or _("This answer can’t be changed any more."))
    file.delete()
    Answer.objects.filter(pk=answer.pk).update(changed_by=removed_by, changed_at=timezone.now())


@transaction.atomic
def withdraw_answer(answer: Answer, *, withdrawn_by: User) -> None:
    """Take an answer back; possible until somebody has decided, after the deadline too."""
    current = _locked(answer)
    if not current.can_be_withdrawn:
        raise AnswerRefusedError(_("This answer is withdrawn or decided on already."))
    Answer.objects.filter(pk=current.pk).update(
        state=AnswerState.WITHDRAWN, changed_by=withdrawn_by, changed_at=timezone.now()
    )


@transaction.atomic
def decide_answer(answer: Answer, *, accepts: bool, note: str, decided_by: User) -> None:
    """Accept or decline what was handed in; whoever answered is told by mail."""
    current = _locked(answer)
    if current.state != AnswerState.SUBMITTED:
        raise AnswerRefusedError(_("This answer is withdrawn or decided on already."))
    current.state = AnswerState.ACCEPTED if accepts else AnswerState.DECLINED
    current.note, current.decided_by, current.decided_at = note, decided_by, timezone.now()
    current.save(update_fields=["state", "note", "decided_by", "decided_at"])
    data = {"answer": current.pk, "state": current.state}
    log(instance=current.event, action="events.decide_answer", user=decided_by, data=data)
    transaction.on_commit(lambda: send_answer_mails.enqueue(current.pk))
