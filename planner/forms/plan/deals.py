"""What is entered about a planned deal."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask_babel import gettext

from planner.forms.base import Form
from planner.forms.inputs import (
    ChoiceField,
    DayField,
    EnumField,
    LineField,
    MoneyField,
    NumberField,
    TextField,
)
from planner.models.kinds import CauseKind, DealStatus
from planner.translation import lazy as _

_NEEDS_CAUSE = {DealStatus.LOST, DealStatus.MOVED}


class DealForm(Form):
    title = LineField(_("Planned deal"), required=True)
    expected_on = DayField(_("Expected on"), required=True)
    annual_value = MoneyField(_("Yearly value"), required=True, least=0)
    probability = NumberField(
        _("Probability in percent"), required=True, percent=True, least=0, most=1
    )
    field_id = ChoiceField(_("Field"))
    goal_id = ChoiceField(_("For the goal"))
    contract_id = ChoiceField(_("For the contract"))
    status = EnumField(_("State"), DealStatus)
    decided_on = DayField(_("Decided on"))
    cause_kind = EnumField(_("Whose cause it was"), CauseKind, optional=True)
    cause = TextField(_("Why it was lost or moved"))

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Whoever loses or moves a deal says why, so that both sides can learn from it."""
        is_valid = bool(super().validate(extra_validators))
        if "status" not in self or self.status.data not in _NEEDS_CAUSE:
            return is_valid
        missing = [field for field in (self.cause_kind, self.cause) if not field.data]
        for field in missing:
            field.errors = [
                *field.errors,
                gettext("Say why: a deal that is lost or moved has a cause."),
            ]
        return is_valid and not missing


class NewDealForm(DealForm):
    """At the start nobody is asked how a deal ended: it is planned."""

    WITHOUT: ClassVar[tuple[str, ...]] = ("status", "decided_on", "cause_kind", "cause")
