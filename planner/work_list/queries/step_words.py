"""The words for the next steps, in the order in which they come."""

from planner.translation import lazy as _

STEPS: dict[str, str] = {
    "answer_handover": _("Answer the handover"),
    "keep_promise": _("Keep what was promised"),
    "rescue_renewal": _("Save the renewal"),
    "end_silence": _("Get in touch after signing"),
    "start_renewal": _("Start the renewal"),
    "next_step": _("Agree on the next step"),
    "talk": _("Talk to the customer"),
    "offer": _("Offer what others sell here"),
    "screen": _("Screen the potential"),
    "nothing": _("Nothing is due"),
}
REASONS: dict[str, str] = {
    "answer_handover": _("A customer is to be handed over to you and waits for your answer."),
    "keep_promise": _("The day until which it was promised is past."),
    "rescue_renewal": _("A contract may be lost."),
    "end_silence": _("Nobody has talked to the customer since signing."),
    "start_renewal": _("A contract comes to its end, and nobody works on it."),
    "next_step": _("A conversation has no next step, or nobody has gone on with it for long."),
    "talk": _("The last talk is long ago, or there was none."),
    "offer": _("The customer buys something from others that nobody here offers."),
    "screen": _("Nobody has looked at the potential of the customer in the last year."),
    "nothing": _("All that was to be done with this customer is done."),
}
