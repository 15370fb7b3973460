"""Where things are shown."""

import re
from typing import Any
from urllib.parse import SplitResult, quote, unquote, urlsplit

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException

from planner.models import Customer, Plan
from planner.nouns import OF_NAME, OF_TABLE, Noun
from planner.views.web.current import plan_found

_OWN_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff]*")


def address_of_plan(plan: Plan, anchor: str | None = None) -> str:
    """The overview of this plan, or the tab that holds a place, at that place."""
    return in_tab(plan.id, anchor) if anchor else url_for("plans.show", plan_id=plan.id)


def in_tab(plan_id: int, anchor: str) -> str:
    """The tab that holds a section, as `goals`, or an item, as `goal-7`, at that place."""
    noun = OF_TABLE.get(anchor) or OF_NAME.get(anchor.rpartition("-")[0].replace("-", "_"))
    whole = noun.part_of if noun and noun.part_of else noun
    section = whole.section if whole else None
    if section is None:
        return url_for("plans.show", plan_id=plan_id, _anchor=anchor)
    return url_for("plan_tabs.show", plan_id=plan_id, tab=section.tab, _anchor=anchor)


def address_of_customer(customer: Customer, anchor: str) -> str:
    """The place of what outlasts plans: in a tab of the one that was found, where there is one."""
    plan = plan_found()
    if plan is not None and plan.customer_id == customer.id:
        return in_tab(plan.id, anchor)
    return url_for("customers.show", key=customer.key, _anchor=anchor)


def address_of_item(subject: str, subject_id: int) -> str | None:
    """The own page of an item, by its table and id; some have none."""
    noun = OF_TABLE.get(subject)
    if noun is None or noun.page is None:
        return None
    values: dict[str, Any] = {f"{noun.name}_id": subject_id}
    return url_for(noun.page.endpoint, **values)


def in_plan(noun: Noun, identity: int, plan_id: int, *, within: int | None = None) -> str:
    """The own page of an item; else its place on that of what it is a part of, which is the item
    `within`, or on that of its plan."""
    if own_page := address_of_item(noun.table, identity):
        return own_page
    anchor = f"{noun.name.replace('_', '-')}-{identity}"
    if noun.part_of and within:
        return f"{address_of_item(noun.part_of.table, within)}#{anchor}"
    return in_tab(plan_id, anchor)


def of_comments(subject: str, subject_id: int, plan_id: int, anchor: str | None = None) -> str:
    """The thread on an item in a plan, at a comment of it.

    What belongs to the customer has a thread in each of its plans.
    """
    values: dict[str, Any] = {"plan_id": plan_id} if OF_TABLE[subject].outlasts_plans else {}
    return url_for(
        "comments.index", subject=subject, subject_id=subject_id, _anchor=anchor, **values
    )


def of_form() -> str:
    """Where the form of this page is sent: the address of what it makes or changes."""
    path = of_request()
    return path if request.method == "POST" else path.removesuffix("/new").removesuffix("/edit")


def of_request() -> str:
    """The path of this request as the browser has it, under the path that the program is at."""
    return quote(request.script_root + request.path, safe="/:@!$&'()*+,;=")


def of_whole_request() -> str:
    """The same with the query."""
    query = request.query_string.decode("latin-1")
    return of_request() + (f"?{query}" if query else "")


def within(path: str) -> str | None:
    """A path as the program's own routes have it; None where it leads out of the one that the
    program is served under, to whatever else is on this host."""
    said, root = unquote(path), request.script_root
    if not root:
        return path
    if not f"{said}/".startswith(f"{root}/") or ".." in said.split("/"):
        return None
    return said.removeprefix(root) or "/"


def public_address(path: str) -> str:
    """The whole address of a path of this program, good for others: as the organisation says, or
    else as the person who asks has come here."""
    base = current_app.config["PLANNER"].public_url or request.host_url.rstrip("/")
    return f"{base}{path.removeprefix(current_app.config['PLANNER'].path)}"


def own_address(address: str | None) -> str:
    """The address if it is a path of ours; else where everybody starts. Never another host, and
    nothing that cannot stand in a header or that a browser leaves out while it reads."""
    if address is None or not _OWN_PATH.fullmatch(address):
        return url_for("customers.index")
    is_within = within(parts_of(address).path) is not None
    return address if is_within else url_for("customers.index")


def came_from() -> str:
    """The page of ours that this request was sent from, if it can be opened again."""
    parts = parts_of(request.referrer)
    if parts.netloc != request.host:
        return own_address(None)
    try:
        current_app.url_map.bind("").match(within(parts.path) or "", method="GET")
    except HTTPException:
        return own_address(None)
    return own_address(parts.path + (f"?{parts.query}" if parts.query else ""))


def parts_of(address: str | None) -> SplitResult:
    """The parts of an address that a browser sent along; none where it is no address."""
    try:
        return urlsplit(address or "")
    except ValueError:
        return urlsplit("")
