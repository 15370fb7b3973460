"""The way to the next age: steps are taken on the facts, and the plan is rated again."""

from planner.rating.way.steps import StepKind, WayStep
from planner.rating.way.way import NoWay, Way, facts_after, way_from, way_of

__all__ = ["NoWay", "StepKind", "Way", "WayStep", "facts_after", "way_from", "way_of"]
