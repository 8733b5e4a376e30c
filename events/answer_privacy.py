"""What is held on people by their answers to calls and their cities' notices, and for how long."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.choices import AnswerState
from events.models import Answer, Notice
from hub.models import User
from hub.personal_data import Holding, Retention, Rows, register_holding, register_retention


def _answers(user: User) -> Rows:
    return [
        {"call": str(row.event), "for": str(row.organisation), "state": row.state, "begun": row.created_at}
        | {"text": row.text, "files": [file.name for file in row.files.all()]}
        for row in Answer.objects.filter(begun_by=user).for_list()
    ]


def _decisions(user: User) -> Rows:
    found = Answer.objects.filter(decided_by=user).select_related("event")
    return [{"call": str(row.event), "state": row.state, "note": row.note, "at": row.decided_at} for row in found]


def _notices(user: User) -> Rows:
    return [
        {"city": str(row.city), "kind": row.kind, "posted": row.posted_at, "da": row.text_da, "en": row.text_en}
        for row in Notice.objects.filter(posted_by=user).select_related("city")
    ]


def _stays_without_the_name(user: User) -> None:
    """What was written is the organisation's; the database forgets whose hand it was."""


def _closed_answers(before: dt.datetime) -> Any:
    decided = Q(state=AnswerState.DECLINED, decided_at__lt=before)
    left = Q(state__in=(AnswerState.DRAFT, AnswerState.WITHDRAWN), changed_at__lt=before)
    return Answer.objects.filter(decided | left)


def _past_notices(before: dt.datetime) -> Any:
    return Notice.objects.filter(Q(last_day__lt=before.date()) | Q(withdrawn_at__lt=before))


def register_all() -> None:
    """Tell the base app."""
    register_holding(Holding("answers", _answers, _stays_without_the_name))
    register_holding(Holding("answer_decisions", _decisions, _stays_without_the_name))
    register_holding(Holding("notices", _notices, _stays_without_the_name))
    register_retention(
        Retention(
            "closed_answers",
            _("answers to open calls that were declined, withdrawn or never handed in"),
            "closed_answer_days",
            _closed_answers,
        )
    )
    register_retention(Retention("notices", _("notices of cities that have run out"), "notice_days", _past_notices))
