"""What one says of a webhook that is to be made."""

from planner.forms.base import Form
from planner.forms.inputs import LineField, TextField
from planner.models.people.webhook import URL_LENGTH
from planner.translation import lazy as _

_MOST_TYPES = 10_000


class WebhookForm(Form):
    html_id = "webhook-form"
    url = LineField(_("Address"), required=True, longest=URL_LENGTH)
    types = TextField(_("What it is told"), longest=_MOST_TYPES, default="*")

    @property
    def wanted(self) -> list[str]:
        """With commas, blanks or lines between."""
        return (self.types.data or "").replace(",", " ").split()
