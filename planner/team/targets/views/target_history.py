"""What has happened to targets, with what of it can be taken back from there."""

from planner import access
from planner.access import Permission, allows
from planner.queries.plan import targets
from planner.views.history.changes_in_words import told
from planner.views.history.history_lines import Change, Line
from planner.views.web import me


def lines() -> list[Line]:
    """The newest first; a lead reads those of the own team."""
    events = targets.history_of_targets(me())
    taken_back = targets.undone_targets(event.act for event in events)
    may_undo = allows(Permission.SET_TARGETS, access.general_standings(me()))
    return [
        Line(
            event,
            [Change(change) for change in told(event)],
            can_undo=may_undo and event.act not in taken_back,
            undone_by=taken_back.get(event.act),
        )
        for event in events
    ]
