"""The words for what is found about stages, after a signature, about a renewal, and about who knows
whom."""

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
HANDOVER_WORDS: dict[str, str] = {
    "none": _("No handover"),
    "signed": _("Signed"),
    "described": _("Described"),
    "proposed": _("Proposed"),
    "sent_back": _("Sent back"),
    "accepted": _("Accepted"),
    "done": _("Handed over"),
}
"""By state, as those of renewals."""
RENEWAL_WORDS: dict[str, str] = {
    "renewed": _("Renewed"),
    "terminated": _("Terminated"),
    "lapsed": _("Has ended"),
    "undated": _("Without dates"),
    "running": _("Running"),
    "at_risk": _("At risk"),
    "in_work": _("In work"),
    "untouched": _("Nothing done yet"),
}
MISSING: dict[str, str] = {
    "not_described": _("It is not described yet what was promised."),
    "no_receiver": _("Nobody is asked to take over."),
    "not_accepted": _("The proposal is not answered yet."),
    "no_joint_meeting": _("There was no meeting of both with the customer yet."),
    "silent_after_signature": _("Nobody has talked with the customer since then."),
    "promises_open": _("A promise is not kept."),
}
RISKS: dict[str, str] = {
    "renewal_late": _("The decision day is past, and nobody works on the renewal."),
    "renewal_refused": _("The customer has said no."),
    "renewal_stalled": _("Work on the renewal has come to a halt."),
    "decider_against": _("Somebody who decides is against us."),
}
ACQUAINTANCE_RISKS: dict[str, str] = {
    "known_by_nobody": _("Nobody of us knows somebody who matters there."),
    "known_by_one": _("Only one of us knows somebody who matters there."),
    "single_thread": _("All talks of late were with one and the same person."),
}
SPONSOR_CALLS: dict[str, str] = {
    "sponsor_silent": _("An executive was asked and has not answered."),
    "outcome_missing": _("What came of an executive's talk is not written down."),
}
SIGNATURE_FINDINGS = MISSING | RISKS | ACQUAINTANCE_RISKS | SPONSOR_CALLS
"""By code."""
