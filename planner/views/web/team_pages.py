"""The pages of a team, between which tabs lead."""

from flask_babel import gettext

from planner.access import Permission
from planner.views.web.current import may


def entries() -> list[tuple[str, str]]:
    """Endpoint and text of each page that the person can go to; who sees one sees the first."""
    found, added_up = [], may(Permission.SEE_COVERAGE)
    if added_up:
        found.append(("coverage.index", gettext("Coverage")))
        found.append(("pipeline.index", gettext("Plans and targets")))
    if may(Permission.SEE_MATURITY):
        found.append(("maturity_map.index", gettext("Maturity map")))
        found.append(("one_sided_plans.index", gettext("One-sided plans")))
    if added_up:
        found.append(("capacity.index", gettext("Capacity")))
        found.append(("team_reviews.index", gettext("Reviews")))
    if may(Permission.WRITE_PLAYBOOKS):
        found.append(("playbooks.index", gettext("Playbooks")))
    return found
