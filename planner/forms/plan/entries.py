"""What is written down about a talk."""

from typing import Any

from flask_babel import gettext
from wtforms import Field
from wtforms.validators import ValidationError

from planner import clock
from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, ChoicesField, DayField, EnumField, TextField
from planner.models.kinds import Channel, TalkState
from planner.translation import lazy as _

_NOT_OF_THE_ENTRY = ("participant_ids", "contact_ids")


class EntryForm(Form):
    summary = TextField(_("What was said"), required=True, render_kw={"rows": 4})
    state = EnumField(_("Where it stands now"), TalkState)
    participant_ids = ChoicesField(_("Also there of ours"))
    contact_ids = ChoicesField(_("There of the customer's"))
    next_step = TextField(_("Next step"), render_kw={"rows": 2})
    on = DayField(_("Day"), required=True)
    channel = EnumField(_("How you talked"), Channel)
    activity_id = ChoiceField(_("Activity that it reports on"))

    def validate_on(self, field: Field) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError(
                gettext("This day is still to come. Choose the day on which you talked.")
            )

    def entry_values(self) -> dict[str, Any]:
        """What belongs to the entry itself, by attribute."""
        return self.values(but=_NOT_OF_THE_ENTRY)
