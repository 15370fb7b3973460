"""How somebody wants to be told, two inputs for each kind."""

from wtforms import BooleanField, Field

from planner.forms.base import Form
from planner.forms.inputs import EnumField
from planner.models.kinds import ByMail, NotificationKind
from planner.translation import lazy as _


class NotificationChoicesForm(Form):
    html_id = "notification-choices-form"

    week_letter = BooleanField(_("Every Monday by mail what has changed in my team"))

    def of(self, kind: NotificationKind) -> tuple[Field, Field]:
        """The inputs for one kind: in the program, and by mail."""
        return self[f"in_program_{kind}"], self[f"by_mail_{kind}"]


for _kind in NotificationKind:
    setattr(NotificationChoicesForm, f"in_program_{_kind}", BooleanField(_("In the program")))
    setattr(NotificationChoicesForm, f"by_mail_{_kind}", EnumField(_("By mail"), ByMail))
