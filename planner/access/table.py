"""The one table of who may do what.

The page "Who may do what" is rendered from `TABLE`; nothing else in the program decides.
"""

import enum
from collections.abc import Set


class Standing(enum.StrEnum):
    """How somebody stands to a customer and its plan."""

    OWNER = "owner"
    GENERALIST_MEMBER = "generalist_member"
    SPECIALIST_MEMBER = "specialist_member"
    OTHER_MEMBER = "other_member"
    LEAD = "lead"
    TEAM_LEAD = "team_lead"
    INFORMED_LEAD = "informed_lead"
    INFORMED_TEAM_LEAD = "informed_team_lead"
    ASSIGNEE = "assignee"
    PARTICIPANT = "participant"
    FIELD_SPECIALIST = "field_specialist"
    RECEIVER = "receiver"
    ADMINISTRATOR = "administrator"
    TRUSTED_ADMINISTRATOR = "trusted_administrator"
    AUDITOR = "auditor"
    INFORMED_AUDITOR = "informed_auditor"
    SELLER = "seller"
    EXECUTIVE = "executive"
    ASKED_EXECUTIVE = "asked_executive"
    VALUE_SPECIALIST = "value_specialist"
    ASKED_VALUE_SPECIALIST = "asked_value_specialist"
    COLLEAGUE = "colleague"


class Permission(enum.StrEnum):
    SEE_CUSTOMER = "see_customer"
    WORK_ON_CUSTOMER = "work_on_customer"
    BEGIN_PLAN = "begin_plan"
    SEE_PLAN = "see_plan"
    SEE_RATING = "see_rating"
    SEE_RATING_AT_ONCE = "see_rating_at_once"
    SEE_FINDINGS_AT_ONCE = "see_findings_at_once"
    WORK_ON_PLAN = "work_on_plan"
    ADD_ACTIVITY = "add_activity"
    SIGN = "sign"
    STEER = "steer"
    ASK_FOR_INTRODUCTION = "ask_for_introduction"
    SEE_COMMENTS = "see_comments"
    COMMENT = "comment"
    SEE_ACTIVITY = "see_activity"
    WORK_ON_ACTIVITY = "work_on_activity"
    CLAIM = "claim"
    ASK_TO_JOIN = "ask_to_join"
    FOLLOW = "follow"
    EXCEPT_FROM_POLICY = "except_from_policy"
    CREATE_CUSTOMER = "create_customer"
    CLEAR_UP_CUSTOMERS = "clear_up_customers"
    ADMINISTER = "administer"
    SEE_COMMON_PAGES = "see_common_pages"
    SEE_POOL = "see_pool"
    SEE_COVERAGE = "see_coverage"
    SEE_CELL = "see_cell"
    SET_TARGETS = "set_targets"
    SEE_MATURITY = "see_maturity"
    SEE_PLAYBOOKS = "see_playbooks"
    WRITE_PLAYBOOKS = "write_playbooks"
    SEE_LEAD = "see_lead"
    WORK_ON_LEAD = "work_on_lead"
    SEE_KITS = "see_kits"
    SHARE_KITS = "share_kits"
    WRITE_KITS = "write_kits"
    SEE_AUDIT = "see_audit"
    GET_WEEK_MAIL = "get_week_mail"
    SEE_DESK = "see_desk"
    SEE_BRIEFING = "see_briefing"
    ANSWER_AS_EXECUTIVE = "answer_as_executive"
    SEE_VALUE_REQUESTS = "see_value_requests"
    ANSWER_VALUE_REQUEST = "answer_value_request"


_SIDES = {Standing.OWNER, Standing.GENERALIST_MEMBER, Standing.SPECIALIST_MEMBER}
_MEMBERS = {*_SIDES, Standing.OTHER_MEMBER}
_READERS = {
    *_MEMBERS,
    Standing.LEAD,
    Standing.TRUSTED_ADMINISTRATOR,
    Standing.AUDITOR,
}

_STEERERS = {Standing.OWNER, Standing.GENERALIST_MEMBER, Standing.LEAD}

TABLE: dict[Permission, frozenset[Standing]] = {
    # Of customers without a plan, and of what belongs to the customer whatever the plan.
    Permission.SEE_CUSTOMER: frozenset({*_READERS, Standing.ADMINISTRATOR}),
    Permission.WORK_ON_CUSTOMER: frozenset({*_MEMBERS, Standing.LEAD, Standing.ADMINISTRATOR}),
    Permission.BEGIN_PLAN: frozenset(_STEERERS),
    Permission.SEE_PLAN: frozenset(_READERS),
    # Who is no member sees it only where the organisation has decided so, and only after its days.
    Permission.SEE_RATING: frozenset(
        {*_MEMBERS, Standing.INFORMED_LEAD, Standing.INFORMED_AUDITOR}
    ),
    Permission.SEE_RATING_AT_ONCE: frozenset(_MEMBERS),
    # What is missing after a signature is told to them first as well.
    Permission.SEE_FINDINGS_AT_ONCE: frozenset(_MEMBERS),
    Permission.WORK_ON_PLAN: frozenset(_MEMBERS),
    # A lead who finds a gap asks for something to be done about it, and leaves the doing to others.
    Permission.ADD_ACTIVITY: frozenset({*_MEMBERS, Standing.LEAD}),
    Permission.SIGN: frozenset(_SIDES),
    Permission.STEER: frozenset(_STEERERS),
    Permission.ASK_FOR_INTRODUCTION: frozenset({Standing.SPECIALIST_MEMBER}),
    # Whoever has an activity talks about that one with those who are on the plan. Who only takes
    # part in it, and is not on the plan (any more), needs to know what it is and when, no more.
    Permission.SEE_COMMENTS: frozenset({*_READERS, Standing.ASSIGNEE}),
    Permission.COMMENT: frozenset({*_MEMBERS, Standing.LEAD, Standing.ASSIGNEE}),
    Permission.SEE_ACTIVITY: frozenset(
        {*_READERS, Standing.ASSIGNEE, Standing.PARTICIPANT, Standing.FIELD_SPECIALIST}
    ),
    Permission.WORK_ON_ACTIVITY: frozenset({*_MEMBERS, Standing.ASSIGNEE}),
    Permission.CLAIM: frozenset({*_SIDES, Standing.FIELD_SPECIALIST}),
    Permission.ASK_TO_JOIN: frozenset({Standing.FIELD_SPECIALIST}),
    Permission.EXCEPT_FROM_POLICY: frozenset({Standing.LEAD}),
    # Whatever one sees, one may be told of.
    Permission.FOLLOW: frozenset(
        {
            *_READERS,
            Standing.ADMINISTRATOR,
            Standing.ASSIGNEE,
            Standing.PARTICIPANT,
            Standing.FIELD_SPECIALIST,
        }
    ),
    Permission.CREATE_CUSTOMER: frozenset({Standing.SELLER, Standing.ADMINISTRATOR}),
    # Of a customer that has plans, only by administrators who may read them.
    Permission.CLEAR_UP_CUSTOMERS: frozenset({Standing.LEAD, Standing.ADMINISTRATOR}),
    # Where it is not allowed, what is one's own is left: the settings, and an executive's desk.
    Permission.SEE_COMMON_PAGES: frozenset({Standing.COLLEAGUE}),
    Permission.SEE_POOL: frozenset({Standing.COLLEAGUE}),
    Permission.SEE_COVERAGE: frozenset(
        {Standing.TEAM_LEAD, Standing.TRUSTED_ADMINISTRATOR, Standing.AUDITOR}
    ),
    Permission.SEE_CELL: frozenset(
        {Standing.LEAD, Standing.TRUSTED_ADMINISTRATOR, Standing.AUDITOR}
    ),
    Permission.SET_TARGETS: frozenset({Standing.TEAM_LEAD, Standing.TRUSTED_ADMINISTRATOR}),
    # Ages added up are seen by those who see them at a plan without being on it.
    Permission.SEE_MATURITY: frozenset({Standing.INFORMED_TEAM_LEAD, Standing.INFORMED_AUDITOR}),
    # Nothing of any customer stands in a playbook, and anybody can be put on a plan.
    Permission.SEE_PLAYBOOKS: frozenset({Standing.COLLEAGUE}),
    Permission.WRITE_PLAYBOOKS: frozenset({Standing.TEAM_LEAD, Standing.ADMINISTRATOR}),
    # Whoever is on the plan of the customer that it is of reads it, and whoever has it deals with
    # it. Auditors read plans; what strangers say of themselves is nothing of a plan.
    Permission.SEE_LEAD: frozenset(
        {*_MEMBERS, Standing.RECEIVER, Standing.LEAD, Standing.ADMINISTRATOR}
    ),
    Permission.WORK_ON_LEAD: frozenset(
        {Standing.RECEIVER, Standing.OWNER, Standing.LEAD, Standing.ADMINISTRATOR}
    ),
    # Nothing of any customer stands in a kit.
    Permission.SEE_KITS: frozenset({Standing.COLLEAGUE}),
    Permission.SHARE_KITS: frozenset({Standing.COLLEAGUE}),
    Permission.WRITE_KITS: frozenset({Standing.TEAM_LEAD, Standing.ADMINISTRATOR}),
    Permission.ADMINISTER: frozenset({Standing.ADMINISTRATOR}),
    Permission.SEE_AUDIT: frozenset({Standing.ADMINISTRATOR, Standing.AUDITOR}),
    Permission.GET_WEEK_MAIL: frozenset({Standing.TEAM_LEAD}),
    # An executive reads one page before the talk, and nothing of the plan that it is made from.
    Permission.SEE_DESK: frozenset({Standing.EXECUTIVE}),
    Permission.SEE_BRIEFING: frozenset({Standing.ASKED_EXECUTIVE}),
    Permission.ANSWER_AS_EXECUTIVE: frozenset({Standing.ASKED_EXECUTIVE}),
    # Who takes a request is a member from then on, and reads the plan as one.
    Permission.SEE_VALUE_REQUESTS: frozenset({Standing.VALUE_SPECIALIST}),
    Permission.ANSWER_VALUE_REQUEST: frozenset({Standing.ASKED_VALUE_SPECIALIST}),
}

# Nobody does what they cannot see, whatever the table says of the doing.
NEEDS = {
    Permission.SEE_PLAN: Permission.SEE_ACTIVITY,
    Permission.SEE_RATING_AT_ONCE: Permission.SEE_RATING,
    Permission.SEE_FINDINGS_AT_ONCE: Permission.SEE_PLAN,
    Permission.WORK_ON_PLAN: Permission.SEE_PLAN,
    Permission.ADD_ACTIVITY: Permission.SEE_PLAN,
    Permission.SIGN: Permission.SEE_PLAN,
    Permission.STEER: Permission.SEE_PLAN,
    Permission.EXCEPT_FROM_POLICY: Permission.SEE_PLAN,
    Permission.ASK_FOR_INTRODUCTION: Permission.SEE_PLAN,
    Permission.COMMENT: Permission.SEE_COMMENTS,
    Permission.WORK_ON_ACTIVITY: Permission.SEE_ACTIVITY,
    Permission.CLAIM: Permission.SEE_ACTIVITY,
    Permission.SET_TARGETS: Permission.SEE_COVERAGE,
    Permission.WORK_ON_LEAD: Permission.SEE_LEAD,
    Permission.GET_WEEK_MAIL: Permission.SEE_COVERAGE,
    Permission.ANSWER_AS_EXECUTIVE: Permission.SEE_BRIEFING,
}

# What changes nothing, and so is all that an auditor may do, however else they stand.
READING = frozenset(
    {
        Permission.SEE_CUSTOMER,
        Permission.SEE_PLAN,
        Permission.SEE_RATING,
        Permission.SEE_RATING_AT_ONCE,
        Permission.SEE_FINDINGS_AT_ONCE,
        Permission.SEE_COMMENTS,
        Permission.SEE_ACTIVITY,
        Permission.FOLLOW,
        Permission.SEE_COMMON_PAGES,
        Permission.SEE_POOL,
        Permission.SEE_COVERAGE,
        Permission.SEE_CELL,
        Permission.SEE_MATURITY,
        Permission.SEE_PLAYBOOKS,
        Permission.SEE_LEAD,
        Permission.SEE_KITS,
        Permission.SEE_AUDIT,
        Permission.GET_WEEK_MAIL,
        Permission.SEE_BRIEFING,
    }
)

# A closed plan can be read, and that is all: whatever the standing, these are over.
ENDED_WITH_PLAN = frozenset(
    {
        Permission.WORK_ON_PLAN,
        Permission.ADD_ACTIVITY,
        Permission.SIGN,
        Permission.STEER,
        Permission.ASK_FOR_INTRODUCTION,
        Permission.COMMENT,
        Permission.WORK_ON_ACTIVITY,
        Permission.CLAIM,
        Permission.ANSWER_AS_EXECUTIVE,
        Permission.ANSWER_VALUE_REQUEST,
    }
)


def only_reads(standings: Set[Standing]) -> bool:
    """Whether somebody who stands so changes nothing, not even what they have begun themselves."""
    return Standing.AUDITOR in standings


def allows(permission: Permission, standings: Set[Standing]) -> bool:
    """Whether somebody who stands so may do this, and may see what it is done to."""
    if TABLE[permission].isdisjoint(standings):
        return False
    if only_reads(standings) and permission not in READING:
        return False
    needed = NEEDS.get(permission)
    return needed is None or allows(needed, standings)
