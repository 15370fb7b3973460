"""Who may do what, from the very table that decides it."""

from flask import Blueprint, render_template

from planner.access import ENDED_WITH_PLAN, TABLE, Permission, Standing, decided, general_standings
from planner.views.web import me
from planner.words import lazy as _

bp = Blueprint("roles", __name__)


@bp.get("/roles")
def show() -> str:
    return render_template(
        "administration/roles/show.html",
        table=TABLE,
        ended_with_plan=ENDED_WITH_PLAN,
        permissions=PERMISSIONS,
        standings=STANDINGS,
        mine=general_standings(me()),
        administrators_see_plans=decided.administrators_see_plans(),
    )


PERMISSIONS: dict[Permission, str] = {
    Permission.SEE_CUSTOMER: _("See a customer that has no plan"),
    Permission.WORK_ON_CUSTOMER: _("Change what is known about the customer"),
    Permission.BEGIN_PLAN: _("Begin a plan for a customer"),
    Permission.SEE_PLAN: _("Read a plan with everything on it"),
    Permission.WORK_ON_PLAN: _("Write on a plan: goals, activities, deals, talks, ideas"),
    Permission.ADD_ACTIVITY: _("Add an activity to a plan"),
    Permission.SIGN: _("Sign goals and agree to a plan"),
    Permission.STEER: _("Steer a plan: its people, its mode, its period; answer requests"),
    Permission.ASK_FOR_INTRODUCTION: _("Ask to be introduced to the customer"),
    Permission.SEE_COMMENTS: _("Read the comments on an item of a plan"),
    Permission.COMMENT: _("Comment on an item of a plan; change and delete the own comments"),
    Permission.SEE_ACTIVITY: _("See an activity"),
    Permission.WORK_ON_ACTIVITY: _("Change an activity, finish it, put it back into the pool"),
    Permission.CLAIM: _("Take an open activity, or ask for it"),
    Permission.ASK_TO_JOIN: _("Ask to join a plan"),
    Permission.EXCEPT_FROM_POLICY: _("Say where no rule brings specialists onto plans, and why"),
    Permission.FOLLOW: _("Follow what one sees, and be told what becomes of it"),
    Permission.CREATE_CUSTOMER: _("Add a customer"),
    Permission.CLEAR_UP_CUSTOMERS: _("Delete a customer that one sees, with all that hangs on it"),
    Permission.ADMINISTER: _("Keep people, teams, fields and settings"),
    Permission.SEE_AUDIT: _("See who changed what about people, teams, fields and settings"),
    Permission.SEE_COMMON_PAGES: _("See what everybody has: the day, customers, the search"),
    Permission.SEE_POOL: _("Look into the pool"),
    Permission.SEE_COVERAGE: _(
        "See which customers and fields are covered, and which hours there are, added up"
    ),
    Permission.SEE_CELL: _("See what the coverage of a field at a customer is made of"),
    Permission.SET_TARGETS: _("Set, change and delete targets, as lead those of the own team"),
    Permission.SEE_MATURITY: _("See in which ages the plans are, added up, and what moved"),
    Permission.SEE_PLAYBOOKS: _("Read playbooks"),
    Permission.WRITE_PLAYBOOKS: _("Write playbooks"),
    Permission.SEE_LEAD: _("See a lead, with what somebody outside has said of themselves"),
    Permission.WORK_ON_LEAD: _("Answer a lead, hand it on, reject it, say what becomes of it"),
    Permission.SEE_KITS: _("See content kits and what they bring"),
    Permission.SHARE_KITS: _("Share content kits by an address of one's own"),
    Permission.WRITE_KITS: _("Write content kits"),
    Permission.SEE_RATING: _("See how the collaboration on a plan is rated"),
    Permission.SEE_RATING_AT_ONCE: _(
        "See at once how a plan is rated, and what its members answer to that"
    ),
    Permission.SEE_FINDINGS_AT_ONCE: _(
        "See at once what is missing after signing, about a renewal and about who knows whom"
    ),
    Permission.GET_WEEK_MAIL: _("Get the weekly mail about the own team"),
    Permission.SEE_DESK: _("See the own desk, with what one is called for as an executive"),
    Permission.SEE_BRIEFING: _("Read the briefing for the talk that one is asked for"),
    Permission.SEE_VALUE_REQUESTS: _("See which plans ask for a value specialist"),
    Permission.ANSWER_VALUE_REQUEST: _("Take or decline such a request"),
    Permission.ANSWER_AS_EXECUTIVE: _("Accept or decline such a talk, and say what came of it"),
}

STANDINGS: dict[Standing, tuple[str, str]] = {
    Standing.OWNER: (_("Owner"), _("the customer belongs to this person")),
    Standing.GENERALIST_MEMBER: (
        _("Member, generalist side"),
        _("is on the plan as account manager or customer developer, for example"),
    ),
    Standing.SPECIALIST_MEMBER: (
        _("Member, specialist side"),
        _("is on the plan as specialist or value specialist"),
    ),
    Standing.OTHER_MEMBER: (
        _("Member of neither side"),
        _("is on the plan as executive sponsor or team lead"),
    ),
    Standing.LEAD: (
        _("Team lead"),
        _("leads the team that the customer's owner is in, or its department"),
    ),
    Standing.TEAM_LEAD: (
        _("Lead of any team"),
        _("leads a team, and sees of what is added up only its customers"),
    ),
    Standing.INFORMED_LEAD: (
        _("Team lead who is told the ages"),
        _("only where the organisation has decided so, and some days after the members"),
    ),
    Standing.INFORMED_TEAM_LEAD: (
        _("Lead of any team who is told the ages"),
        _("only where the organisation has decided so, and only of the own team's customers"),
    ),
    Standing.ASSIGNEE: (_("Person of the activity"), _("has the activity")),
    Standing.PARTICIPANT: (
        _("Participant of the activity"),
        _("takes part in it without being on the plan, and sees what it is and when"),
    ),
    Standing.FIELD_SPECIALIST: (
        _("Specialist outside the plan"),
        _("the customer has potential, or an open activity, in the own field"),
    ),
    Standing.RECEIVER: (_("Receiver of the lead"), _("the lead was given to this person")),
    Standing.ADMINISTRATOR: (_("Administrator"), _("keeps people, teams, fields and settings")),
    Standing.TRUSTED_ADMINISTRATOR: (
        _("Administrator who may read plans"),
        _("only where the organisation has decided so"),
    ),
    Standing.AUDITOR: (
        _("Auditor"),
        _("reads everything and changes nothing, whatever else this person is"),
    ),
    Standing.INFORMED_AUDITOR: (
        _("Auditor who is told the ages"),
        _("only where leads are told them, and no sooner than they"),
    ),
    Standing.VALUE_SPECIALIST: (
        _("Value specialist"),
        _("shows customers the money in an offer, and owns no customer"),
    ),
    Standing.ASKED_VALUE_SPECIALIST: (
        _("Value specialist who is asked"),
        _("was asked for on a plan, or is one of those of whom any may take it"),
    ),
    Standing.EXECUTIVE: (
        _("Executive"),
        _("steps in for a rethink or a robust no, and has the desk and nothing else"),
    ),
    Standing.ASKED_EXECUTIVE: (
        _("Executive who was asked"),
        _("is asked for one talk, and sees nothing else of the plan"),
    ),
    Standing.SELLER: (_("Seller"), _("is on the generalist side, or leads a team")),
    Standing.COLLEAGUE: (
        _("Everybody"),
        _("whoever is signed in, but for executives who are on no plan"),
    ),
}
