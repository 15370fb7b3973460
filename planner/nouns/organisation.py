"""What belongs to no customer."""

from planner.access import Permission
from planner.models import (
    ApiToken,
    EarlierStanding,
    Erasure,
    Feed,
    Field,
    Follow,
    ImportMapping,
    ImportRun,
    ImportUpload,
    Person,
    Playbook,
    PlaybookActivity,
    PlaybookGoal,
    Setting,
    Target,
    Team,
    Webhook,
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
        "disclosed": _("Data of a person disclosed"),
    },
    views=(
        "administration.views.people",
        "administration.views.new_people",
    ),
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
    views=("administration.views.teams",),
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
    views=("administration.views.fields",),
    needs=Permission.ADMINISTER,
    final=frozenset({"created", "updated"}),
    carries=frozenset({"deleted"}),
)

# What was revoked never comes back, so that nothing of it is kept.
API_TOKEN = Noun(
    "api_token",
    ApiToken,
    happened={
        "created": _("Token made"),
        "revoked": _("Token revoked"),
    },
    views=("api.tokens.views.tokens",),
)

# As with tokens.
FEED = Noun(
    "feed",
    Feed,
    happened={
        "created": _("Calendar made"),
        "revoked": _("Calendar revoked"),
    },
    views=("feeds.views.feeds", "feeds.views.calendars"),
)

# As with tokens. Of what it has sent there is no history: that is its own.
WEBHOOK = Noun(
    "webhook",
    Webhook,
    happened={
        "created": _("Webhook made"),
        "updated": _("Webhook changed"),
        "rotated": _("Secret of a webhook rotated"),
        "revoked": _("Webhook revoked"),
    },
    views=("webhooks.views.webhooks", "webhooks.views.webhook_deliveries"),
)

# Nobody takes it back: what is gone is kept nowhere.
ERASURE = Noun(
    "erasure",
    Erasure,
    happened={
        "created": _("Data of a person erased"),
    },
    kept_for=Kept(
        _("Who was erased, as fingerprints"),
        _("So that a backup or an import does not bring back who was erased"),
        (Permission.SEE_AUDIT,),
        _("For ever: from a fingerprint the name cannot be read"),
    ),
)

# Everybody's own, as how they are told: no history and no plan file says who follows what.
FOLLOW = Noun(
    "follow",
    Follow,
    happened={},
    views=("views.notices.follows",),
)

SETTING = Noun(
    "setting",
    Setting,
    happened={
        "changed": _("Setting changed"),
    },
    views=(
        "administration.views.settings",
        "administration.views.thresholds",
    ),
)

# It is taken back as a whole, past the history: what it did is kept with it, row by row.
IMPORT_RUN = Noun(
    "import_run",
    ImportRun,
    happened={
        "created": _("Imported from another program"),
        "undone": _("Import undone"),
    },
    views=("imports.views.import_runs", "imports.views.import_undos"),
)

# It goes when its files have been imported, or after a day.
IMPORT_UPLOAD = Noun(
    "import_upload",
    ImportUpload,
    happened={
        "created": _("Files sent for an import"),
        "deleted": _("Files for an import discarded"),
    },
    views=("imports.views.import_uploads",),
)

IMPORT_MAPPING = Noun(
    "import_mapping",
    ImportMapping,
    happened={
        "created": _("Mapping for imports saved"),
        "changed": _("Mapping for imports changed"),
        "deleted": _("Mapping for imports deleted"),
    },
    views=("imports.views.import_mappings",),
)

TARGET = Noun(
    "target",
    Target,
    happened={
        "created": _("Target set"),
        "updated": _("Target changed"),
        "deleted": _("Target deleted"),
    },
    views=("team.targets.views.targets",),
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
    views=("playbooks.views.playbooks",),
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

OF_ORGANISATION = (
    PLAYBOOK,
    PLAYBOOK_GOAL,
    PLAYBOOK_ACTIVITY,
    TARGET,
    PERSON,
    EARLIER_STANDING,
    TEAM,
    FIELD,
    API_TOKEN,
    FEED,
    WEBHOOK,
    ERASURE,
    FOLLOW,
    SETTING,
    IMPORT_RUN,
    IMPORT_UPLOAD,
    IMPORT_MAPPING,
)
