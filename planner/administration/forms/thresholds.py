"""The numbers of the rules, one field each, made from the tables of their defaults."""

from dataclasses import fields

from planner.after_signature.thresholds import SignatureThresholds
from planner.forms.base import Form
from planner.forms.web.whole_numbers import WholeNumberField
from planner.rating import Thresholds
from planner.translation import lazy as _

# Beyond these nobody means it: ten years, a month of hours, and more items than a plan has.
_MOST = {"days": 3650, "hours": 720, "seconds": 600, "percent": 100, "count": 1000}


class ThresholdsForm(Form):
    html_id = "thresholds-form"
    to_defaults = "to_defaults"
    """The name of the button that asks what going back to all defaults would change."""

    def numbers(self) -> Thresholds:
        """What was entered for the rating, of a form that is valid."""
        return Thresholds(**self._entered(Thresholds))

    def signature_numbers(self) -> SignatureThresholds:
        """The same for the rules before and after the signature."""
        return SignatureThresholds(**self._entered(SignatureThresholds))

    def take_defaults(self) -> None:
        """Let each number be what holds where nobody has decided."""
        for default in (*fields(Thresholds), *fields(SignatureThresholds)):
            self[default.name].data, self[default.name].raw_data = default.default, None

    def _entered(self, of_rules: type[Thresholds | SignatureThresholds]) -> dict[str, int]:
        return {field.name: self[field.name].data for field in fields(of_rules)}


for _threshold in (*fields(Thresholds), *fields(SignatureThresholds)):
    _about = _threshold.metadata
    # The words are found for translation where the thresholds stand, by the functions there.
    _label = _about["says"]
    _least, _most = _about.get("least", 0), _MOST[_about["unit"]]
    _field = WholeNumberField(_(_label), least=_least, most=_most)
    setattr(ThresholdsForm, _threshold.name, _field)
