"""What is entered about a contract, its terms in the words of the trade."""

from typing import Any

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, DayField, EnumField, LineField, MoneyField, TextField
from planner.forms.web.whole_numbers import WholeNumberField
from planner.models.kinds import ContractParty, NoticeEnd, NoticeUnit, Renewal
from planner.translation import lazy as _

LONGEST_NOTICE = 1200
LONGEST_RENEWAL = 240


class ContractForm(Form):
    title = LineField(_("Contract"), required=True)
    field_id = ChoiceField(_("Field"))
    annual_value = MoneyField(_("Value a year"), least=0)
    signed_on = DayField(_("Signed on"), required=True)
    starts_on = DayField(_("Begins on"))
    ends_on = DayField(_("Ends on"))
    notice_count = WholeNumberField(_("Notice"), least=0, most=LONGEST_NOTICE, required=False)
    notice_unit = EnumField(_("Days, weeks or months"), NoticeUnit, default=NoticeUnit.MONTH)
    notice_to = EnumField(_("To the end of what"), NoticeEnd, default=NoticeEnd.END_OF_TERM)
    renewal = EnumField(
        _("Goes on"), Renewal, optional=True, nothing=_("(by itself if there is a notice)")
    )
    renewal_months = WholeNumberField(
        _("By how many months at a time"), least=1, most=LONGEST_RENEWAL, required=False
    )
    renews_id = ChoiceField(_("Renews the contract"))
    won_by_id = ChoiceField(_("Won by"), nothing=_("(not known)"))

    def values(self, *, but: tuple[str, ...] = ()) -> dict[str, Any]:
        """Without a length there is no notice, whatever is chosen beside it."""
        values = super().values(but=but)
        if values["notice_count"] is None:
            values |= {"notice_unit": None, "notice_to": None}
        return values


class TerminationForm(Form):
    terminated_on = DayField(_("Notice arrived on"))
    terminated_by = EnumField(
        _("Who gave notice"), ContractParty, optional=True, nothing=_("(not known)")
    )
    terminated_to = DayField(_("Last day"))
    termination_reason = TextField(_("Why"))
