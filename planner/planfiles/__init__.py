"""The plan file: the form in which a customer with its plan leaves and enters the program."""

from planner.planfiles.checks.parsing import Document
from planner.planfiles.checks.problems import PlanFileRefused, Problem
from planner.planfiles.reading import read_file, read_plan_file

__all__ = ["Document", "PlanFileRefused", "Problem", "read_file", "read_plan_file"]
