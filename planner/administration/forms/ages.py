"""Who sees in which age a plan is, and what the ages are called."""

from planner.forms.base import Form
from planner.forms.inputs import EnumField
from planner.forms.web.whole_numbers import WholeNumberField
from planner.models.people.setting import AgeNames, AgesVisibleTo
from planner.translation import lazy as _

_A_YEAR = 365


class AgesForm(Form):
    html_id = "ages-form"
    ages_visible_to = EnumField(_("Who sees the age of a plan"), AgesVisibleTo)
    days_before_leads = WholeNumberField(
        _("Days that the members have before leads see a relapse or a new symptom that decides"),
        least=0,
        most=_A_YEAR,
    )
    age_names = EnumField(_("What the ages are called"), AgeNames)
