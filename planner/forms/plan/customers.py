"""What is entered about a customer, and what is looked for among them."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from wtforms import BooleanField, StringField
from wtforms.validators import Regexp

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField, EnumField, LineField, MoneyField, OfferedField
from planner.forms.web.filters import CustomerFilterForm
from planner.models.kinds import Stage
from planner.translation import lazy as _


class CustomerListForm(CustomerFilterForm):
    SHOWN = (
        *("gap", "owner", "stage", "field_id", "age", "talk"),
        *("team", "region", "segment", "sort"),
    )
    IN_ORDER = frozenset({"sort"})

    text = StringField(_("Name or place"))
    gap = OfferedField(_("What is missing"), nothing=_("All customers"))
    owner = OfferedField(_("Owner"), nothing=_("All owners"))
    field_id = ChoiceField(_("Potential in"), nothing=_("All fields"))
    age = OfferedField(_("Age"), nothing=_("All ages"))
    talk = OfferedField(_("Last talk"), nothing=_("Whenever it was"))
    sort = OfferedField(_("Sorted by"), nothing=_("Customer, A first"))


class CustomerForm(Form):
    """`needs_owner` says whether somebody has to own the customer."""

    name = LineField(_("Name"), required=True)
    stage = EnumField(_("Stage"), Stage, default=Stage.CUSTOMER)
    owner_id = ChoiceField(_("Owner"))
    segment = LineField(_("Segment"))
    industry = LineField(_("Industry"))
    city = LineField(_("City"))
    country = LineField(
        _("Country"),
        also=[Regexp(r"[A-Z]{2}\Z", message=_("Write two capital letters, such as DE."))],
    )
    annual_revenue = MoneyField(_("Yearly revenue"), least=0)
    currency = LineField(
        _("Currency"),
        required=True,
        default="EUR",
        also=[Regexp(r"[A-Z]{3}\Z", message=_("Write three capital letters, such as EUR."))],
    )
    website = LineField(_("Website"))

    def __init__(self, *arguments: Any, needs_owner: bool = True, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.needs_owner = needs_owner

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if self.needs_owner and "owner_id" in self and self.owner_id.data is None:
            self.owner_id.errors = [*self.owner_id.errors, gettext("Choose one of the list.")]
            return False
        return bool(good)


class OwnedCustomerForm(CustomerForm):
    """Of a customer on whose plans its owner holds something: what is `held` stands beside it."""

    passes_on = BooleanField(_("A new owner takes over what the one before holds"), default=True)
    held: Sequence[object] = ()
