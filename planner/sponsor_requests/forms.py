"""What is entered about a call on an executive, and by the executive."""

import math

from flask_babel import gettext
from wtforms import Field
from wtforms.validators import ValidationError

from planner import clock
from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, DayField, EnumField, TextField
from planner.models.kinds import Channel, SponsorReason, SponsorResult
from planner.translation import lazy as _

LINES_OF_PAGE, LETTERS_OF_LINE = 54, 95
"""What one printed page holds in the type of briefing.css, on A4 with margins of 15 mm. The form
counts, since it knows no printer; test_printed_briefing.py prints what it takes, and 57 lines fit:
three are left for a long name of the customer and of the talk."""
TO_BE_WRITTEN = "…"
"""What stands in a draft where only the asker knows what to say."""


class SponsorRequestForm(Form):
    reason = EnumField(_("What for"), SponsorReason)
    needed_by = DayField(_("Needed by"))
    activity_id = ChoiceField(_("The talk, if it is planned already"))
    briefing = TextField(_("Briefing"), required=True, render_kw={"rows": 28})

    def validate_briefing(self, field: Field) -> None:
        over = printed_lines(field.data or "") - LINES_OF_PAGE
        if over > 0:
            raise ValidationError(
                gettext("This is %(number)d lines more than one printed page.", number=over)
            )
        if any(line.strip("- ") == TO_BE_WRITTEN for line in (field.data or "").splitlines()):
            raise ValidationError(
                gettext("Write something in place of each “…”, or take these lines out.")
            )


class NewSponsorRequestForm(SponsorRequestForm):
    sponsor_id = ChoiceField(_("Executive"), nothing=_("(the next one who is there)"))

    def validate_needed_by(self, field: Field) -> None:
        if field.data and field.data < clock.today():
            raise ValidationError(gettext("This day is past."))


class SponsorDeclineForm(Form):
    reason = TextField(_("Reason"), required=True)


class OutcomeForm(Form):
    result = EnumField(_("Result"), SponsorResult)
    outcome = TextField(_("What was said"), required=True, render_kw={"rows": 5})
    on = DayField(_("Day of the talk"), required=True)
    channel = EnumField(_("How you talked"), Channel)

    def validate_on(self, field: Field) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError(
                gettext("This day is still to come. Choose the day on which you talked.")
            )


def printed_lines(text: str) -> int:
    """How many lines a text takes on paper, where long ones are broken."""
    return sum(max(1, math.ceil(len(line) / LETTERS_OF_LINE)) for line in text.splitlines())
