"""What is kept about people, for what, who sees it, and for how long.

A test holds that nothing that `data_use_columns` finds is missing here, and that nothing here has
gone.
"""

from planner.translation import lazy as _
from planner.views import data_use_accounts, data_use_work
from planner.views.data_use_entry import Use

USES: tuple[Use, ...] = (*data_use_accounts.PEOPLE, *data_use_work.USES, *data_use_accounts.USES)

# These say nothing about anybody, and are named so that no table is left out.
OTHERS: dict[str, str] = {
    "conversations": _("Topics with the customer"),
    "fields": _("Fields"),
    "logos": _("Logo of the organisation"),
    "playbook_goals": _("Goals of playbooks"),
    "potentials": _("Potential by field"),
    "settings": _("Settings of the organisation"),
    "teams": _("Teams"),
}
