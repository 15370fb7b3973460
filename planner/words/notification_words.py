"""What people are told, in one sentence each, for the program and for mails."""

from flask_babel import gettext

from planner.models import EventType
from planner.models.kinds import NotificationKind
from planner.models.shortening import shortened
from planner.queries.notices.notifications import Beside, NotificationRow, beside
from planner.translation import lazy as _
from planner.words.rating import SYMPTOMS
from planner.words.signature_words import SIGNATURE_FINDINGS

_LONGEST = 200


def sentence(row: NotificationRow) -> str:
    """What has happened, with who did it where somebody did."""
    by = row.by or gettext("the command line")
    return str(_text(row)) % {"by": by, "name": shortened(_name(row), _LONGEST)}


def heading(row: NotificationRow) -> str:
    """The customer whose plan it is about, or what it is about beside plans."""
    return row.customer or str(_BESIDE[beside(row.kind)])


def _name(row: NotificationRow) -> str:
    if row.kind is NotificationKind.AFTER_SIGNATURE:
        return str(SIGNATURE_FINDINGS.get(row.code or "", row.code))
    if row.code is not None:
        return str(SYMPTOMS[row.code].name) if row.code in SYMPTOMS else row.code
    if row.happened == EventType.COMMITMENT_ASKED_AGAIN:
        return row.name.rpartition(": ")[0]  # of goal and signer
    return row.name


def _text(row: NotificationRow) -> str:
    if row.kind is NotificationKind.REQUEST_ANSWERED:
        return _ACCEPTED if row.happened in _ACCEPTING else _DECLINED
    if row.happened == EventType.MEMBER_JOINED:
        return _ASKED_TO_AGREE
    if row.happened in (EventType.REVIEW_HELD, EventType.REVIEW_CREATED):
        return _AT_REVIEW
    if row.kind in _BY_WHAT_HAPPENED:
        return _BY_WHAT_HAPPENED[row.kind].get(row.happened or "", _TEXTS[row.kind])
    if row.kind is NotificationKind.FOLLOWED:
        return _BECAME.get((row.happened or "").rpartition(".")[2], _CHANGED)
    return _TEXTS[row.kind]


_BESIDE = {
    Beside.LEADS: _("Leads"),
    Beside.INTRODUCTIONS: _("Introductions"),
    Beside.IMPORTS: _("Imports"),
}
_ACCEPTING = (EventType.REQUEST_ACCEPTED, EventType.VALUE_REQUEST_ACCEPTED)
_ACCEPTED = _("%(by)s has accepted what you asked for.")
_DECLINED = _("%(by)s has declined what you asked for.")
_ASKED_TO_AGREE = _("You are on this plan now. It waits for your agreement.")
_AT_REVIEW = _("%(by)s has written down that you were at a review.")
_PROPOSED = _("%(by)s proposes that you take the customer over: %(name)s")
_HANDOVERS: dict[str, str] = {
    EventType.HANDOVER_CREATED: _PROPOSED,
    EventType.HANDOVER_ACCEPTED: _("%(by)s has taken the customer over: %(name)s"),
    EventType.HANDOVER_SENT_BACK: _("%(by)s has sent the handover back: %(name)s"),
    EventType.HANDOVER_UPDATED: _("%(by)s has given the customer back: %(name)s"),
}
_EXECUTIVE_ACCEPTED = _("%(by)s has accepted to talk with the customer.")
_EXECUTIVES: dict[str, str] = {
    EventType.SPONSOR_REQUEST_ACCEPTED: _EXECUTIVE_ACCEPTED,
    EventType.SPONSOR_REQUEST_DECLINED: _("%(by)s has declined to talk with the customer."),
    EventType.SPONSOR_REQUEST_FINISHED: _("%(by)s has written down what came of the talk."),
}
_BY_WHAT_HAPPENED = {
    NotificationKind.HANDOVER: _HANDOVERS,
    NotificationKind.EXECUTIVE_ANSWERED: _EXECUTIVES,
}
_CHANGED = _("%(by)s has changed something that you follow: %(name)s")
_BECAME = {
    "created": _("%(by)s has added to what you follow: %(name)s"),
    "deleted": _("%(by)s has deleted something that you follow: %(name)s"),
    "finished": _("%(by)s has done something that you follow: %(name)s"),
    "joined": _("Somebody has come to what you follow: %(name)s"),
    "left": _("Somebody has left what you follow: %(name)s"),
}
_TEXTS = {
    NotificationKind.RELAPSE: _("The collaboration has fallen back to an earlier age."),
    NotificationKind.DECIDING_SYMPTOM: _("New: %(name)s"),
    NotificationKind.AFTER_SIGNATURE: "%(name)s",
    NotificationKind.HANDOVER: _PROPOSED,
    NotificationKind.EXECUTIVE_ASKED: _("%(by)s asks you for a talk with the customer."),
    NotificationKind.EXECUTIVE_ANSWERED: _EXECUTIVE_ACCEPTED,
    NotificationKind.VALUE_ASKED: _("%(by)s asks for a value specialist."),
    NotificationKind.LEAD_GIVEN: _("A lead is yours to answer: %(name)s"),
    NotificationKind.LEAD_LATE: _("A lead was not answered in time: %(name)s"),
    NotificationKind.LEAD_SUSPECTED: _(
        "A lead that may be advertising waits for somebody to look at it: %(name)s"
    ),
    NotificationKind.LEAD_OF_FIELD: _("The customer has sent a lead of your field: %(name)s"),
    NotificationKind.INTRODUCTION_ASKED: _(
        "Somebody asks for an introduction at a company where you know people."
    ),
    NotificationKind.INTRODUCTION_ANSWERED: _(
        "Somebody can give you the introduction that you have asked for."
    ),
    NotificationKind.IMPORT_ENDED: _("An import that you have begun has ended."),
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
    NotificationKind.ASKED_BY_POLICY: _("A rule asks you to come onto a plan: %(name)s"),
    NotificationKind.CUSTOMER_MERGED: _(
        "%(by)s has merged another customer into this one: %(name)s"
    ),
}
