"""What belongs to no customer."""

from planner.access import Permission
from planner.models import (
    EarlierStanding,
    Field,
    Person,
    Playbook,
    PlaybookActivity,
    PlaybookGoal,
    Setting,
    Target,
    Team,
)
from planner.nouns.kept import FOR_PLAYBOOKS, Kept
from planner.nouns.noun import Noun
from planner.translation import lazy as _

PERSON = Noun(
    "person",
    Person,
    happened={
        "created": _("Person added"),
        "updated": _("Person changed"),
        "link_made": _("Link to set a password made"),
        "link_used": _("Password set by a link"),
        "password_changed": _("Password changed"),
    },
)

EARLIER_STANDING = Noun(
    "earlier_standing",
    EarlierStanding,
    happened={
        "updated": _("What a person was before changed"),
    },
)

TEAM = Noun(
    "team",
    Team,
    happened={
        "created": _("Team added"),
        "updated": _("Team changed"),
        "deleted": _("Team deleted"),
    },
    needs=Permission.ADMINISTER,
    final=frozenset({"created", "updated"}),
    carries=frozenset({"deleted"}),
)

FIELD = Noun(
    "field",
    Field,
    happened={
        "created": _("Field added"),
        "updated": _("Field changed"),
        "deleted": _("Field deleted"),
    },
    needs=Permission.ADMINISTER,
    final=frozenset({"created", "updated"}),
    carries=frozenset({"deleted"}),
)

SETTING = Noun(
    "setting",
    Setting,
    happened={
        "changed": _("Setting changed"),
    },
)

TARGET = Noun(
    "target",
    Target,
    happened={
        "created": _("Target set"),
        "updated": _("Target changed"),
        "deleted": _("Target deleted"),
    },
    needs=Permission.SET_TARGETS,
    kept_for=Kept(
        _("Targets of teams"),
        _("To compare what is planned from the customers up with what is wanted from above"),
        (Permission.SEE_COVERAGE,),
        _("As long as the organisation keeps it. What is deleted stays readable in the history."),
    ),
)

PLAYBOOK = Noun(
    "playbook",
    Playbook,
    happened={
        "created": _("Playbook added"),
        "updated": _("Playbook changed"),
        "deleted": _("Playbook deleted"),
    },
    needs=Permission.WRITE_PLAYBOOKS,
    kept_for=FOR_PLAYBOOKS,
)

PLAYBOOK_GOAL = Noun(
    "playbook_goal",
    PlaybookGoal,
    happened={
        "created": _("Goal of a playbook added"),
        "updated": _("Goal of a playbook changed"),
        "deleted": _("Goal of a playbook deleted"),
    },
    needs=Permission.WRITE_PLAYBOOKS,
    part_of=PLAYBOOK,
)

PLAYBOOK_ACTIVITY = Noun(
    "playbook_activity",
    PlaybookActivity,
    happened={
        "created": _("Activity of a playbook added"),
        "updated": _("Activity of a playbook changed"),
        "deleted": _("Activity of a playbook deleted"),
    },
    needs=Permission.WRITE_PLAYBOOKS,
    part_of=PLAYBOOK,
    kept_for=FOR_PLAYBOOKS,
)
