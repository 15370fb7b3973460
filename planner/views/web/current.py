"""Who is asking, and what this request has found out about their rights."""

from collections.abc import Set
from typing import Any, cast

from flask import g
from flask_login import current_user

from planner.access import ENDED_WITH_PLAN, Permission, Standing, allows, general_standings
from planner.actions.people import passwords
from planner.actions.people.sign_ins import Reader
from planner.models import Person, Plan
from planner.queries.people.waiting import Waiting, what_waits_for


def me() -> Person:
    """The person who is signed in; only called behind the gate that lets nobody else pass."""
    # SLF001: the one documented way to the object behind Flask-Login's stand-in.
    return cast(Person, current_user._get_current_object())  # noqa: SLF001 - the documented way


def is_signed_in() -> bool:
    return bool(cast(Any, current_user).is_authenticated)


def found_reader() -> Reader | None:
    """Who reads and what waits for them, where this request has asked for it."""
    return cast(Reader | None, g.get("reader"))


def found_reader_before(digest: str, reader: Reader) -> None:
    """Remember who is behind the token with this digest, as it was read in this transaction."""
    g.found_before = digest, reader


def reader_found_before(token: str) -> Reader | None:
    """Who is behind a token, if it was found before anything of the request was built."""
    digest, reader = g.get("found_before", ("", None))
    return cast(Reader, reader) if reader and digest == passwords.digest(token) else None


def what_waits() -> Waiting:
    """What waits for the person; counted when first asked for, if it did not come with them."""
    reader = found_reader()
    if reader is not None:
        return reader.waits
    if g.get("waits") is None:
        g.waits = what_waits_for(me()) if is_signed_in() else Waiting()
    return cast(Waiting, g.waits)


def found_standings(standings: Set[Standing], *, in_closed_plan: bool = False) -> None:
    """Remember how the person stands to what was found, for what the page offers."""
    g.standings = standings
    g.in_closed_plan = in_closed_plan


def forget_standings() -> None:
    """What was remembered is to be found anew."""
    g.pop("standings", None)
    g.pop("in_closed_plan", None)


def found_plan(plan: Plan | None) -> None:
    """Remember whose plan the request is about, for what a change of it changes elsewhere."""
    g.plan = plan


def plan_found() -> Plan | None:
    found: Plan | None = g.get("plan")
    return found


def stood() -> frozenset[Standing]:
    """How the person stands to what was found."""
    return frozenset(g.get("standings", ()))


def rights() -> tuple[frozenset[Standing], bool]:
    """All that `may` goes by: how the person stands to what was found, or in general, and whether
    that is a closed plan."""
    if "standings" not in g:
        g.standings = general_standings(me())
    return frozenset(g.standings), bool(g.get("in_closed_plan"))


def found_periods(plans: list[Plan]) -> None:
    """Remember the plans of the customer that the person may read, the current one first."""
    g.periods = plans


def periods() -> list[Plan]:
    return list(g.get("periods", ()))


def may(permission: Permission | str) -> bool:
    """Whether the person may do this to what was found in this request, or in general."""
    if "standings" not in g:
        g.standings = general_standings(me())
    if g.get("in_closed_plan") and permission in ENDED_WITH_PLAN:
        return False
    return allows(Permission(permission), g.standings)


def may_with_own(permission: Permission | str) -> bool:
    """The same for those activities on a page that the person has."""
    if may(permission):
        return True
    is_over = g.get("in_closed_plan") and permission in ENDED_WITH_PLAN
    return not is_over and allows(Permission(permission), {*g.standings, Standing.ASSIGNEE})
