"""To whom passes what somebody holds."""

from collections.abc import Collection

from wtforms import BooleanField

from planner.forms.base import Form
from planner.forms.inputs import ChoiceField
from planner.forms.inputs.choices import ChoicePairs
from planner.translation import lazy as _

_AS_ABOVE = _("(as above)")


class SuccessionForm(Form):
    """One successor for everything, or one for a kind."""

    successor_id = ChoiceField(_("Who takes over"), nothing=_("(nobody: it stays where it is)"))
    customers = ChoiceField(_("Customers"), nothing=_AS_ABOVE)
    memberships = ChoiceField(_("Memberships of plans"), nothing=_AS_ABOVE)
    activities = ChoiceField(_("Open activities"), nothing=_AS_ABOVE)
    participations = ChoiceField(_("Taking part in open activities"), nothing=_AS_ABOVE)
    reviews = ChoiceField(_("Planned reviews"), nothing=_AS_ABOVE)
    sponsor_requests = ChoiceField(_("Sponsor requests"), nothing=_AS_ABOVE)
    leads = ChoiceField(_("Leads to be answered"), nothing=_AS_ABOVE)
    # Never ticked before: who only changes the team or the field is led here as well.
    switch_off = BooleanField(_("May no longer sign in"))

    KINDS = (
        *("customers", "memberships", "activities", "participations"),
        *("reviews", "sponsor_requests", "leads"),
    )

    def offer(self, people: ChoicePairs, owners: ChoicePairs, held: Collection[str]) -> None:
        """Say who can take over, and ask of no more kinds than there are."""
        self.successor_id.offer(people)
        for kind in self.KINDS:
            if kind in held:
                getattr(self, kind).offer(owners if kind == "customers" else people)
            else:
                del self[kind]

    def successors(self) -> dict[str, int]:
        """The id of who takes over, by kind; for requests, which are taken back, anybody."""
        everything = self.successor_id.data
        chosen = {kind: self[kind].data or everything for kind in self.KINDS if kind in self}
        return {kind: who for kind, who in {**chosen, "requests": everything}.items() if who}
