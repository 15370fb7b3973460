"""For what a noun is kept that says something about people."""

from dataclasses import dataclass

from planner.access import Permission
from planner.translation import lazy as _

WITH_PLAN = _("As long as the plan. What is deleted before stays readable in the history.")
WITH_CUSTOMER = _("As long as the customer. What is deleted before stays readable in the history.")


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What is kept, for what, who sees it and for how long; several nouns may share one."""

    what: str
    purpose: str
    seen_by: tuple[Permission, ...] = (Permission.SEE_PLAN,)
    how_long: str = WITH_PLAN
    beside: tuple[str, ...] = ()
    """The tables without a card that are kept for it as well."""


FOR_PLAYBOOKS = Kept(
    _("Playbooks, and who used which on a plan"),
    _("To take up what comes again without thinking of it anew"),
    (Permission.SEE_PLAYBOOKS, Permission.SEE_PLAN),
    _("A playbook until it is deleted, its use as long as the plan"),
)

FOR_THOUGHTS = Kept(
    _("Ideas, open questions and business cases"),
    _("To bring the customer something new, and to know whom to ask about it"),
)
