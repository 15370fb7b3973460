"""Finds what the database has of a plan file's things, and drafts what importing it changes."""

from collections.abc import Sequence, Set
from datetime import date

from sqlalchemy import Row, select
from sqlalchemy.orm import aliased

from planner import clock
from planner.access import Permission, Standing, allows, general_standings, lies_in
from planner.database import db
from planner.models import Conversation, Customer, Entry, EntryContact, Person, Plan
from planner.models.kinds import PlanStatus, Role
from planner.planfiles import stored
from planner.planfiles.checks.messages import Rule
from planner.planfiles.checks.parsing import Document
from planner.planfiles.checks.problems import Report, quoted
from planner.planfiles.hands.deeds import Bringer
from planner.planfiles.hands.own_hand import OwnHand
from planner.planfiles.incoming.checking import check_draft, check_period
from planner.planfiles.incoming.drafting import draft
from planner.planfiles.incoming.drafts import Draft, Found, Period
from planner.planfiles.incoming.rights import check_rights
from planner.planfiles.item_values import fields_named
from planner.planfiles.items import MEMBERS
from planner.planfiles.stored import Stored
from planner.planfiles.unkept import report_unkept


def draft_of(
    document: Document,
    report: Report,
    *,
    by: Person | None,
    replace: bool,
    customer: str | None,
) -> Draft:
    """What importing the document changes; raise Refused with everything that stands against it."""
    key = document["customer"]["key"]
    if customer is not None and key != customer:
        place = ("customer", "key")
        report.refuse(place, Rule.ANOTHER_CUSTOMER, found=quoted(key), expected=quoted(customer))
    with_people = by is None or allows(Permission.ADMINISTER, general_standings(by))
    found = _found(document, replace=replace)
    if with_people:
        _check_owner(document, found, report)
    hand = None
    if by is not None:
        standings = check_rights(by, found, report)
        hand = None if with_people else hand_of(by, standings, found)
    report_unkept(document, report)
    drafted = draft(document, found, replace=replace, hand=hand)
    check_period(drafted.plan.values, found.other_plans, report)
    check_draft(drafted, report, with_people=with_people)
    report.settle()
    return drafted


def _check_owner(document: Document, found: Found, report: Report) -> None:
    """A customer passes to another owner in the program, where the plans change hands too."""
    here = found.customer.values["owner"] if found.customer else None
    if here is not None and document["customer"].get("owner", here) != here:
        report.add(("customer", "owner"), Rule.ANOTHER_OWNER)


def _found(document: Document, *, replace: bool) -> Found:
    connection = db.session.connection()
    key, starts_on = document["customer"]["key"], document["plan"]["starts_on"]
    customer_id = db.session.scalar(select(Customer.id).where(Customer.key == key))
    plans = _plans_of(customer_id)
    plan_id = next((row.id for row in plans if row.starts_on.isoformat() == starts_on), None)
    contents = stored.load_stored(
        connection,
        customers=[customer_id] if customer_id else [],
        plans=[plan_id] if plan_id else [],
        people=[person["key"] for person in document["people"]],
        fields=fields_named(document),
    )
    others = [Period(row.starts_on, row.ends_on, row.status) for row in plans if row.id != plan_id]
    return Found(
        contents=contents,
        customer=contents.customers.get(customer_id or 0),
        plan=contents.plans.get(plan_id or 0),
        other_plans=others,
        kept_contacts=_spoken_of(customer_id, plan_id) if replace and others else set(),
    )


def hand_of(by: Person, standings: Set[Standing], found: Found) -> OwnHand:
    """Looks at the file with the eyes of who brings it in."""
    people = found.contents.people
    active = set(db.session.scalars(select(Person.key).where(Person.is_active)))
    members = found.contents.items(MEMBERS, found.plan.id) if found.plan else []
    there = {each.values["person"] for each in members if each.values["left_on"] is None}
    who = Bringer(
        key=by.key,
        standings=standings,
        there={by.key} | there & active,
        leads=_leads_of(found.customer),
        active=active,
        today=clock.today().isoformat(),
    )
    names = {key: each.values["name"] for key, each in people.items()}
    return OwnHand(who, names, found.contents.fields)


def _leads_of(customer: Stored | None) -> set[str]:
    """The keys of those who lead the team of the customer's owner, or its department."""
    if customer is None:
        return set()
    owner = aliased(Person)
    statement = (
        select(Person.key)
        .join(owner, lies_in(owner.team_id, Person.team_id))
        .where(
            owner.key == customer.values["owner"],
            Person.role == Role.TEAM_LEAD,
            Person.is_active,
        )
    )
    return set(db.session.scalars(statement))


def _plans_of(customer_id: int | None) -> Sequence[Row[int, date, date, PlanStatus]]:
    if customer_id is None:
        return []
    statement = select(Plan.id, Plan.starts_on, Plan.ends_on, Plan.status)
    return db.session.execute(statement.where(Plan.customer_id == customer_id)).all()


def _spoken_of(customer_id: int | None, plan_id: int | None) -> set[int]:
    """The contacts that the customer's other plans speak of."""
    statement = (
        select(EntryContact.contact_id)
        .join(Entry, Entry.id == EntryContact.entry_id)
        .join(Conversation, Conversation.id == Entry.conversation_id)
        .join(Plan, Plan.id == Conversation.plan_id)
        .where(Plan.customer_id == customer_id, Plan.id != (plan_id or 0))
    )
    return set(db.session.scalars(statement))
