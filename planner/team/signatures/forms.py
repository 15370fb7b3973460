"""Of which customers handovers and renewals are added up."""

from planner.forms.web.filters import CustomerFilterForm


class SignatureFilterForm(CustomerFilterForm):
    SHOWN = ("team", "region", "segment")
