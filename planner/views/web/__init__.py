"""What stands before and around all pages.

What most views say is said here by name, so that one line imports it: what is found and who may,
what is answered, and the session that is committed. Modules in here import each other in full.
"""

from planner import clock
from planner.access import Permission
from planner.actions.errors import Refused
from planner.database import db
from planner.exports.tables import Column, Kind, Table
from planner.extensions import htmx
from planner.queries.web import choices
from planner.views.web.current import is_signed_in, may, may_with_own, me, periods, stood
from planner.views.web.deletions import confirm_deletion
from planner.views.web.downloads import as_file, download
from planner.views.web.finding import (
    LARGEST_ID,
    find,
    find_call,
    find_customer,
    find_membership,
    find_of_oneself,
    find_plan,
)
from planner.views.web.gate import begin, own, public, token_of_browser
from planner.views.web.replies import Reply, changed, in_place, invalid, reason, reloaded
from planner.views.web.rights import check_closed, check_covering, check_general, is_seen, sees
from planner.views.web.submissions import once
from planner.views.web.templating import hours, money, month, number, percent, week_days, week_name
from planner.words import exact_day, exact_moment, gettext

__all__ = [
    "LARGEST_ID",
    "Column",
    "Kind",
    "Permission",
    "Refused",
    "Reply",
    "Table",
    "as_file",
    "begin",
    "changed",
    "check_closed",
    "check_covering",
    "check_general",
    "choices",
    "clock",
    "confirm_deletion",
    "db",
    "download",
    "exact_day",
    "exact_moment",
    "find",
    "find_call",
    "find_customer",
    "find_membership",
    "find_of_oneself",
    "find_plan",
    "gettext",
    "hours",
    "htmx",
    "in_place",
    "invalid",
    "is_seen",
    "is_signed_in",
    "may",
    "may_with_own",
    "me",
    "money",
    "month",
    "number",
    "once",
    "own",
    "percent",
    "periods",
    "public",
    "reason",
    "reloaded",
    "sees",
    "stood",
    "token_of_browser",
    "week_days",
    "week_name",
]
