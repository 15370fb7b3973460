"""What is done about the renewals of all contracts that somebody may see, as the database adds it
up: seven statements, with a row for each contract or field that something was done about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Select,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
)

from planner import clock
from planner.access import Permission, plans_for, visible_customers
from planner.after_signature.renewal_states import (
    NO_DEALS,
    ActivityDays,
    DealsNaming,
    LastEntry,
    WorkInShort,
)
from planner.models import (
    Activity,
    Contact,
    Contract,
    Conversation,
    Customer,
    Deal,
    Entry,
    Person,
    Plan,
)
from planner.models.kinds import ActivityStatus, BuyingRole, DealStatus, TalkState
from planner.queries.maturity.fact_rows import driver_rows, reader_of_days
from planner.queries.plan import plans

_TODAY: BindParameter[date] = bindparam("today", type_=Date)
_Day = Callable[[Any], Any]
_About = tuple[int, int]
"""A plan, and the contract or the field that something in it is about."""


@dataclass(frozen=True, slots=True)
class RadarWork:
    """By plan and contract, and by plan and field where no contract is named."""

    plans: Mapping[int, int]
    deals: Mapping[_About, DealsNaming]
    activities_of_contracts: Mapping[_About, ActivityDays]
    activities_of_fields: Mapping[_About, ActivityDays]
    entries_of_contracts: Mapping[_About, LastEntry]
    entries_of_fields: Mapping[_About, LastEntry]
    against: frozenset[int]

    def of(self, contract: int, field: int | None, customer: int) -> WorkInShort:
        """What is done about one contract, in the plan that counts and that is read."""
        plan, field = self.plans.get(customer, 0), field or 0
        activities = (
            self.activities_of_contracts.get((plan, contract)),
            self.activities_of_fields.get((plan, field)),
        )
        entries = (
            self.entries_of_contracts.get((plan, contract)),
            self.entries_of_fields.get((plan, field)),
        )
        return WorkInShort(
            deals=self.deals.get((plan, contract), NO_DEALS),
            activities=tuple(each for each in activities if each is not None),
            entries=tuple(each for each in entries if each is not None),
            decider_against=customer in self.against,
        )


def work_seen_by(reader: Person) -> RadarWork:
    """All that counts today; what nobody may read of a plan is not there."""
    day, today = reader_of_days(), clock.today()
    may_read = plans_for(Permission.SEE_PLAN, reader)

    def seen(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
        return statement.join(Customer, Customer.id == Plan.customer_id).where(may_read)

    def read(statement: Select[*tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        return driver_rows(seen(statement), today=today)

    def last_of(statement: Select[*tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        return driver_rows(_last_of(seen(statement)), today=today)

    return RadarWork(
        plans=plans.all_readable(reader),
        deals={
            (plan, contract): DealsNaming(bool(planned), bool(undated), day(lost_on))
            for plan, contract, planned, undated, lost_on in read(_DEALS)
        },
        activities_of_contracts=_activities(read(_ACTIVITIES_OF_CONTRACTS), day),
        activities_of_fields=_activities(read(_ACTIVITIES_OF_FIELDS), day),
        entries_of_contracts=_entries(last_of(_ENTRIES_OF_CONTRACTS), day),
        entries_of_fields=_entries(last_of(_ENTRIES_OF_FIELDS), day),
        against=frozenset(
            identity for (identity,) in driver_rows(_AGAINST.where(visible_customers(reader)))
        ),
    )


def _one_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.max(case((condition, 1), else_=0))


def _past(day: Any) -> ColumnElement[date]:
    """What is dated after today has not happened."""
    return case((day <= _TODAY, day))


_was_lost = Deal.status == DealStatus.LOST
_DEALS = (
    select(
        Deal.plan_id,
        Deal.contract_id,
        _one_if(or_(Deal.status == DealStatus.PLANNED, Deal.decided_on > _TODAY)),
        _one_if(and_(_was_lost, Deal.decided_on.is_(None))),
        func.max(case((and_(_was_lost, Deal.decided_on <= _TODAY), Deal.decided_on))),
    )
    .join(Plan, Plan.id == Deal.plan_id)
    .where(Deal.contract_id.is_not(None))
    .group_by(Deal.plan_id, Deal.contract_id)
)

# What belongs to a field matters only where the customer has a contract in it.
_FIELDS = (
    select(Contract.customer_id, Contract.field_id)
    .where(Contract.field_id.is_not(None))
    .distinct()
    .subquery()
)


def _of_fields(model: Any) -> ColumnElement[bool]:
    return and_(
        _FIELDS.c.customer_id == Plan.customer_id,
        _FIELDS.c.field_id == model.field_id,
        model.contract_id.is_(None),
    )


def _activities_by(about: Any) -> Select[*tuple[Any, ...]]:
    is_done = and_(Activity.status == ActivityStatus.DONE, Activity.done_on <= _TODAY)
    is_done = and_(is_done, func.coalesce(Activity.claimed_on, _TODAY) <= _TODAY)
    return (
        select(
            Activity.plan_id,
            about,
            _one_if(~func.coalesce(is_done, False)),
            func.max(case((is_done, Activity.done_on))),
            func.max(Activity.created_on),
            func.max(_past(Activity.claimed_on)),
            func.max(_past(Activity.done_on)),
        )
        .join(Plan, Plan.id == Activity.plan_id)
        .where(Activity.status != ActivityStatus.CANCELLED, Activity.created_on <= _TODAY)
        .group_by(Activity.plan_id, about)
    )


_ACTIVITIES_OF_CONTRACTS = _activities_by(Activity.contract_id).where(
    Activity.contract_id.is_not(None)
)
_ACTIVITIES_OF_FIELDS = _activities_by(Activity.field_id).join(_FIELDS, _of_fields(Activity))


def _activities(found: list[tuple[Any, ...]], day: _Day) -> Mapping[_About, ActivityDays]:
    return {
        (plan, about): ActivityDays(
            bool(unfinished),
            day(done_on),
            max(day(each) for each in (created_on, claimed_on, past_on) if each is not None),
        )
        for plan, about, unfinished, done_on, created_on, claimed_on, past_on in found
    }


_PLACE = (Conversation.position, Conversation.id, Entry.position, Entry.id)


def _entries_by(about: Any) -> Select[*tuple[Any, ...]]:
    """Numbered from the last one, for each that they are about."""
    last_first: list[ColumnElement[Any]] = [Entry.on.desc(), *(each.desc() for each in _PLACE)]
    number = func.row_number().over(partition_by=(Conversation.plan_id, about), order_by=last_first)
    return (
        select(
            Conversation.plan_id,
            about.label("about"),
            Entry.on,
            *(each.label(f"place_{place}") for place, each in enumerate(_PLACE)),
            case((Entry.state == TalkState.LOST, 1), else_=0).label("is_lost"),
            number.label("number"),
        )
        .join(Conversation, Conversation.id == Entry.conversation_id)
        .join(Plan, Plan.id == Conversation.plan_id)
        .where(Entry.on <= _TODAY)
    )


_ENTRIES_OF_CONTRACTS = _entries_by(Conversation.contract_id).where(
    Conversation.contract_id.is_not(None)
)
_ENTRIES_OF_FIELDS = _entries_by(Conversation.field_id).join(_FIELDS, _of_fields(Conversation))


def _last_of(numbered: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    found = numbered.subquery()
    return select(*list(found.c)[:-1]).where(found.c.number == 1)


def _entries(found: list[tuple[Any, ...]], day: _Day) -> Mapping[_About, LastEntry]:
    return {
        (plan, about): LastEntry(day(on), tuple(place), bool(is_lost))
        for plan, about, on, *place, is_lost in found
    }


_AGAINST = (
    select(Contact.customer_id)
    .join(Customer, Customer.id == Contact.customer_id)
    .where(
        Contact.buying_role == BuyingRole.DECIDER,
        Contact.attitude < 0,
    )
    .distinct()
)
