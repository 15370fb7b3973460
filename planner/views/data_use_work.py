"""What is kept of the work on customers and plans."""

from planner.access import Permission
from planner.translation import lazy as _
from planner.views.data_use_entry import Use

_WITH_PLAN = _("As long as the plan. What is deleted before stays readable in the history.")
_WITH_CUSTOMER = _("As long as the customer. What is deleted before stays readable in the history.")

USES: tuple[Use, ...] = (
    Use(
        _("Customers and their owner"),
        _("To know who answers for the customer"),
        _("As long as the customer"),
        {
            "customers": "name stage segment industry city country annual_revenue currency"
            " website owner_id foreign_system foreign_key foreign_url"
        },
        (Permission.SEE_CUSTOMER, Permission.SEE_PLAN),
    ),
    Use(
        _("People at the customer, and who knows them"),
        _("To find the way to those who decide there"),
        _WITH_CUSTOMER,
        {
            "contacts": "name function buying_role influence attitude reports_to_id",
            "acquaintances": "contact_id person_id",
        },
        (Permission.SEE_CUSTOMER, Permission.SEE_PLAN),
    ),
    Use(
        _("Contracts and handovers"),
        _("So that nobody falls into a gap after the signature"),
        _WITH_CUSTOMER,
        {
            "contracts": "title field_id annual_value signed_on starts_on ends_on notice_days"
            " won_by_id handed_to_id handed_on accepted_on promised"
        },
        (Permission.SEE_CUSTOMER, Permission.SEE_PLAN),
    ),
    Use(
        _("Plans and their members"),
        _("To know who keeps the customer together with whom, and since when"),
        _WITH_PLAN,
        {
            "plans": "strategy",
            "members": "person_id joined_on left_on via agreed_on",
            "plan_people": "person_id",
        },
        (Permission.SEE_PLAN,),
    ),
    Use(
        _("Requests to join, to be introduced, for an activity"),
        _("So that a request gets an answer"),
        _WITH_PLAN,
        {"requests": "person_id kind on status answered_on answered_by_id reason"},
        (Permission.SEE_PLAN,),
    ),
    Use(
        _("Goals, signatures and planned deals"),
        _("To know what is wanted together, and who stands by it"),
        _WITH_PLAN,
        {
            "goals": "missed_because",
            "commitments": "person_id on target asked_again_on",
            "deals": "cause",
        },
        (Permission.SEE_PLAN,),
    ),
    Use(
        _("Activities"),
        _("To know who does what until when"),
        _WITH_PLAN,
        {
            "activities": "title kind deal_id field_id customer_facing created_by_id created_on"
            " assignee_id claimed_on due_on effort_hours status done_on"
            " internal_note",
            "participations": "person_id",
        },
        (Permission.SEE_ACTIVITY,),
    ),
    Use(
        _("Talks with the customer"),
        _("So that both sides know where each topic stands"),
        _WITH_PLAN,
        {
            "entries": "on author_id channel summary state next_step",
            "entry_participations": "person_id",
            "entry_contacts": "contact_id",
        },
        (Permission.SEE_PLAN,),
    ),
    Use(
        _("Ideas, open questions and business cases"),
        _("To bring the customer something new, and to know whom to ask about it"),
        _WITH_PLAN,
        {
            "ideas": "title field_id proposed_by_id on benefit status adopted_by_id decided_on",
            "questions": "text asked_by_id on answer answered_on",
            "business_cases": "title idea_id author_id on discount_rate",
            "flows": "amounts",
        },
        (Permission.SEE_PLAN,),
    ),
    Use(
        _("Playbooks, and who used which on a plan"),
        _("To take up what comes again without thinking of it anew"),
        _("A playbook until it is deleted, its use as long as the plan"),
        {
            "playbooks": "purpose",
            "playbook_activities": "note",
            "playbook_uses": "of_id name by_id on starts_on",
        },
        (Permission.SEE_PLAYBOOKS, Permission.SEE_PLAN),
    ),
    Use(
        _("Comments on items of the plan"),
        _("To talk about an item where everybody on the plan reads it"),
        _WITH_PLAN,
        {"comments": "subject by_id at text"},
        (Permission.SEE_COMMENTS,),
    ),
    Use(
        _("Reviews of the plan"),
        _("To steer together"),
        _WITH_PLAN,
        {
            "reviews": "on by_id outcome status last_event agenda",
            "attendances": "person_id",
            "decisions": "text",
        },
        (Permission.SEE_PLAN,),
    ),
    Use(
        _("Calls on an executive sponsor"),
        _("For a rethink at the customer, or a firm no"),
        _WITH_PLAN,
        {
            "sponsor_requests": "reason asked_by_id on sponsor_id status answered_on briefing"
            " outcome"
        },
        (Permission.SEE_PLAN,),
    ),
    Use(
        _("Targets of teams"),
        _("To compare what is planned from the customers up with what is wanted from above"),
        _("As long as the organisation keeps it. What is deleted stays readable in the history."),
        {"targets": "team_id field_id starts_on ends_on amount currency by_id set_on"},
        (Permission.SEE_COVERAGE,),
    ),
    Use(
        _("Ratings of the collaboration, and the answers to symptoms"),
        _("To see what holds a plan where it is. Rated is the plan, never a person."),
        _("As long as the plan; an answer until the next one takes its place"),
        {
            "ratings": "shifts symptoms thresholds",
            "symptom_answers": "code evidence kind until text by_id on",
        },
        (Permission.SEE_RATING, Permission.SEE_MATURITY),
    ),
)
