"""How people want to be told, by kind."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from planner.database import from_row, rows
from planner.models import NotificationChoice
from planner.models.kinds import ByMail, NotificationKind


@dataclass(frozen=True, slots=True)
class Choice:
    in_program: bool
    by_mail: ByMail


# Little mail: at once only what somebody waits for.
DEFAULT_CHOICES = {
    NotificationKind.RELAPSE: Choice(True, ByMail.DAILY),
    NotificationKind.DECIDING_SYMPTOM: Choice(True, ByMail.DAILY),
    NotificationKind.PROGRESS: Choice(True, ByMail.NEVER),
    NotificationKind.MENTION: Choice(True, ByMail.AT_ONCE),
    NotificationKind.COMMENT: Choice(True, ByMail.DAILY),
    NotificationKind.ASSIGNED: Choice(True, ByMail.AT_ONCE),
    NotificationKind.CLAIMED: Choice(True, ByMail.NEVER),
    NotificationKind.REQUEST: Choice(True, ByMail.AT_ONCE),
    NotificationKind.REQUEST_ANSWERED: Choice(True, ByMail.DAILY),
    NotificationKind.SIGNATURE_ASKED: Choice(True, ByMail.DAILY),
    NotificationKind.IN_YOUR_NAME: Choice(True, ByMail.DAILY),
    NotificationKind.CUSTOMER_MERGED: Choice(True, ByMail.DAILY),
    NotificationKind.FOLLOWED: Choice(True, ByMail.NEVER),
    NotificationKind.ASKED_BY_POLICY: Choice(True, ByMail.AT_ONCE),
    NotificationKind.HANDOVER: Choice(True, ByMail.AT_ONCE),
    NotificationKind.AFTER_SIGNATURE: Choice(True, ByMail.DAILY),
    NotificationKind.EXECUTIVE_ASKED: Choice(True, ByMail.AT_ONCE),
    NotificationKind.EXECUTIVE_ANSWERED: Choice(True, ByMail.AT_ONCE),
    NotificationKind.VALUE_ASKED: Choice(True, ByMail.AT_ONCE),
    NotificationKind.LEAD_GIVEN: Choice(True, ByMail.AT_ONCE),
    NotificationKind.LEAD_LATE: Choice(True, ByMail.AT_ONCE),
    NotificationKind.LEAD_SUSPECTED: Choice(True, ByMail.DAILY),
    NotificationKind.LEAD_OF_FIELD: Choice(True, ByMail.DAILY),
    NotificationKind.INTRODUCTION_ASKED: Choice(True, ByMail.DAILY),
    NotificationKind.INTRODUCTION_ANSWERED: Choice(True, ByMail.AT_ONCE),
    NotificationKind.IMPORT_ENDED: Choice(True, ByMail.AT_ONCE),
}
_OF_PEOPLE = select(
    NotificationChoice.person_id,
    NotificationChoice.kind,
    NotificationChoice.in_program,
    NotificationChoice.by_mail,
).where(NotificationChoice.person_id.in_(bindparam("person_ids", expanding=True)))


def of_people(person_ids: Collection[int]) -> dict[tuple[int, NotificationKind], Choice]:
    """By person and kind, what differs from the defaults."""
    if not person_ids:
        return {}
    found = rows(_OF_PEOPLE, person_ids=sorted(set(person_ids)))
    return {(row.person_id, row.kind): from_row(Choice, row) for row in found}


def choices_of_person(person_id: int) -> dict[NotificationKind, Choice]:
    """Every kind, with what holds for this person."""
    chosen = of_people([person_id])
    return {
        kind: chosen.get((person_id, kind), default) for kind, default in DEFAULT_CHOICES.items()
    }
