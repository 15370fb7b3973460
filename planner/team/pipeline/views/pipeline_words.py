"""The words of the pipeline: its parts, and why a planned deal will hardly come."""

from planner.team.pipeline.queries.pipeline_deals import Part
from planner.team.pipeline.queries.shortfalls import Shortfall
from planner.translation import lazy as _

PARTS: dict[Part, str] = {
    Part.EXPECTED: _("Planned and won deals"),
    Part.PLANNED: _("Planned deals"),
    Part.WON: _("Won deals"),
    Part.NO_ACTIVITY: _("Deals without a planned activity"),
    Part.TOO_NEAR: _("Deals nearer than the usual lead time of their field"),
    Part.STILL: _("Deals that have stood still while activities were done"),
    Part.LOST: _("Lost deals"),
    Part.MOVED: _("Moved deals"),
}

HELPS: dict[Shortfall, str] = {
    Shortfall.NO_ACTIVITY: _("Nothing is to be done for them by anybody. Plan the next step."),
    Shortfall.TOO_NEAR: _(
        "Their day comes sooner than deals of the field have usually taken from the first entry"
        " to being won. Look at the month, or at what could speed them up."
    ),
    Shortfall.STILL: _(
        "Something was done for them, but month, value, probability and state have been the same"
        " for more than %(days)s days. Enter what has come of it."
    ),
}
