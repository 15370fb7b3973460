"""What people are told, in one sentence each, for the program and for mails."""

from flask_babel import gettext

from planner.models import EventType
from planner.models.kinds import NotificationKind
from planner.models.shortening import shortened
from planner.queries.notices.notifications import NotificationRow
from planner.translation import lazy as _
from planner.words.rating import SYMPTOMS

_LONGEST = 200


def sentence(row: NotificationRow) -> str:
    """What has happened, with who did it where somebody did."""
    by = row.by or gettext("the command line")
    return str(_text(row)) % {"by": by, "name": shortened(_name(row), _LONGEST)}


def _name(row: NotificationRow) -> str:
    if row.code is not None:
        return str(SYMPTOMS[row.code].name) if row.code in SYMPTOMS else row.code
    if row.happened == EventType.COMMITMENT_ASKED_AGAIN:
        return row.name.rpartition(": ")[0]  # of goal and signer
    return row.name


def _text(row: NotificationRow) -> str:
    if row.kind is NotificationKind.REQUEST_ANSWERED:
        return _ACCEPTED if row.happened == EventType.REQUEST_ACCEPTED else _DECLINED
    if row.happened == EventType.MEMBER_JOINED:
        return _ASKED_TO_AGREE
    if row.happened in (EventType.REVIEW_HELD, EventType.REVIEW_CREATED):
        return _AT_REVIEW
    return _TEXTS[row.kind]


_ACCEPTED = _("%(by)s has accepted what you asked for.")
_DECLINED = _("%(by)s has declined what you asked for.")
_ASKED_TO_AGREE = _("You are on this plan now. It waits for your agreement.")
_AT_REVIEW = _("%(by)s has written down that you were at a review.")
_TEXTS = {
    NotificationKind.RELAPSE: _("The collaboration has fallen back to an earlier age."),
    NotificationKind.DECIDING_SYMPTOM: _("New: %(name)s"),
    NotificationKind.PROGRESS: _("The collaboration has reached a later age."),
    NotificationKind.MENTION: _("%(by)s has mentioned you: %(name)s"),
    NotificationKind.COMMENT: _("%(by)s has commented: %(name)s"),
    NotificationKind.ASSIGNED: _("%(by)s has given you an activity: %(name)s"),
    NotificationKind.CLAIMED: _("%(by)s has taken the activity: %(name)s"),
    NotificationKind.REQUEST: _("%(by)s asks for something and waits for an answer."),
    NotificationKind.SIGNATURE_ASKED: _(
        "The target of a goal that you have signed has moved: %(name)s"
    ),
    NotificationKind.IN_YOUR_NAME: _("%(by)s has imported a plan file that names you."),
}
