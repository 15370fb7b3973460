"""The words for the terms of contracts."""

from planner.after_signature.facts import Notice
from planner.after_signature.renewals import Renewal
from planner.after_signature.terms import TermKind
from planner.models.kinds import NoticeEnd, NoticeUnit
from planner.translation import gettext, ngettext
from planner.words.kinds import word


def kind_words(renewal: Renewal) -> str:
    """How the contract goes on."""
    match renewal.kind:
        case TermKind.OPEN:
            return gettext("runs until notice is given")
        case TermKind.ROLLING:
            months = renewal.contract.renewal_months
            return ngettext(
                "renews itself by %(num)d month", "renews itself by %(num)d months", months
            )
        case TermKind.FIXED:
            return gettext("ends unless it is signed anew")
        case TermKind.UNDATED:
            return gettext("has no end")


def notice_words(notice: Notice | None) -> str:
    """3 months to the end of the quarter; empty without a notice."""
    if notice is None:
        return ""
    return f"{_length(NoticeUnit(notice.unit), notice.count)} {word(NoticeEnd(notice.to))}"


def _length(unit: NoticeUnit, count: int) -> str:
    match unit:
        case NoticeUnit.DAY:
            return ngettext("%(num)d day", "%(num)d days", count)
        case NoticeUnit.WEEK:
            return ngettext("%(num)d week", "%(num)d weeks", count)
        case NoticeUnit.MONTH:
            return ngettext("%(num)d month", "%(num)d months", count)
