"""Each symptom's name, why it matters, and what would mend it."""

from dataclasses import dataclass

from planner.translation import lazy as _


@dataclass(frozen=True, slots=True)
class SymptomWords:
    """What can be said of a symptom whatever the plan; `seen` says the rest."""

    name: str
    why: str
    mend: str


SYMPTOMS: dict[str, SymptomWords] = {
    "no_specialist": SymptomWords(
        _("Nobody of the specialist side on the plan"),
        _("What the customer could gain in these fields stays unseen while one side plans alone."),
        _("Invite a specialist for one of these fields to the plan."),
    ),
    "door_closed": SymptomWords(
        _("Request to join not accepted"),
        _("A customer who belongs to one side alone hears half of what we can do."),
        _("Accept a request, or invite somebody else of the specialist side to the plan."),
    ),
    "potential_unscreened": SymptomWords(
        _("Potential not screened"),
        _("Without a look at the potential nobody can say whether a specialist is missing."),
        _("Screen the potential field by field, or invite a specialist who does."),
    ),
    "field_uncovered": SymptomWords(
        _("Field without a specialist"),
        _("A field in which nobody on the plan is at home is seldom raised with the customer."),
        _("Invite a specialist for the field, or record that there is no potential in it."),
    ),
    "generalist_silent": SymptomWords(
        _("Nothing written by the generalist side"),
        _("What only one side knows of the customer is missing for the other, and for the plan."),
        _("Write down where the talks stand, and add the next activity."),
    ),
    "contacts_undocumented": SymptomWords(
        _("Contacts not written up"),
        _("Where talks are not written down, one side stays the single source on the customer."),
        _("Write up what was said at these visits and calls."),
    ),
    "conversation_stale": SymptomWords(
        _("Topic without news"),
        _("Where the topic stands is a matter of memory then, and the next talk begins anew."),
        _("Write down where the topic stands now, or park it."),
    ),
    "kept_out": SymptomWords(
        _("No way to the customer yet"),
        _("Without a way to the customer both sides stay in their own forts."),
        _("Accept a request, or plan a first visit together."),
    ),
    "no_interaction": SymptomWords(
        _("No interaction of the two sides"),
        _("Two sides that work past each other are two forts before one customer."),
        _(
            "Add an open activity for the specialist side, or take that side along to the next"
            " talk."
        ),
    ),
    "openings_unclaimed": SymptomWords(
        _("Open activity not taken"),
        _("One side has opened its gate; an opening that stays unused closes again."),
        _("Take the activity, or say what it needs before it can be taken."),
    ),
    "stranger": SymptomWords(
        _("Customer not met yet"),
        _("Ideas come from knowing the customer, and that begins with a first meeting."),
        _("Plan an introduction with both sides in it."),
    ),
    "no_goals": SymptomWords(
        _("No live goal"),
        _("Without a goal, joint visits lead to nothing that both sides would call a success."),
        _("Agree on a first goal and sign it from both sides."),
    ),
    "goals_not_shared": SymptomWords(
        _("Goals not shared"),
        _("Goals that do not match wear out the trust that joint visits have built."),
        _("Ask for the other side's signature, with the same target."),
    ),
    "targets_diverge": SymptomWords(
        _("Targets apart"),
        _("Two targets under one goal are two goals."),
        _("Agree on one target, and sign the goal anew with it."),
    ),
    "no_ideas": SymptomWords(
        _("No idea from the specialist side"),
        _("A joint visit pays when the customer hears something new; without it trust shrinks."),
        _("Propose an idea for the customer, or agree on what the next visit is to bring."),
    ),
    "work_one_sided": SymptomWords(
        _("Work on one side"),
        _("Joint responsibility shows in who does the work, not only in who was there."),
        _("Hand activities over, or open some for the other side."),
    ),
    "follow_up_missing": SymptomWords(
        _("Contacts without a next step"),
        _("A visit that nothing follows costs the customer's time and leaves trust unused."),
        _("Write the next step into these talks."),
    ),
    "promises_overdue": SymptomWords(
        _("Promises overdue"),
        _("Working together rests on each side being able to count on the other."),
        _("Finish the activities, give them a new day, or put them back into the pool."),
    ),
    "no_steering": SymptomWords(
        _("No joint review"),
        _("Goals drift apart quietly where the two sides do not go through the plan together."),
        _("Go through the plan with both sides, and write down what was decided."),
    ),
    "log_one_sided": SymptomWords(
        _("Talks written by one side"),
        _("A log that one side keeps tells the customer's story from one side."),
        _("Let the other side write up the next talk that it takes part in."),
    ),
}
