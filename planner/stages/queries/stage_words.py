"""The words for what is found about the stage of a customer."""

from planner.translation import lazy as _

STAGE_CODES: dict[str, str] = {
    "no_owner": _("Nobody who is still with us owns this customer."),
    "owner_wrong": _("The role of the owner does not fit the stage."),
    "stage_behind": _("The stage is not the one that what is written down speaks for."),
}
STAGE_GROUNDS: dict[str, str] = {
    "customer": _("A contract runs."),
    "prospect": _("A deal is planned, or a conversation leads somewhere."),
    "former": _("There were contracts, and all of them are over."),
    "suspect": _("There is no contract, no planned deal and no conversation that leads on."),
}
