"""Who is on the plans: the owner, and whoever sold to the customer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import func, select

from planner import clock
from planner.actions.history import new_rows
from planner.database import db
from planner.imports.writing.journal import Journal, Subject
from planner.imports.writing.outcome import Fate, Outcome
from planner.models import Customer, EventType, Member, Person, Plan
from planner.models.kinds import Via


class Joining(NamedTuple):
    """Who is to be on a plan beside its customer's owner."""

    customer_id: int
    plan_id: int
    people: Sequence[int]


class Members:
    def __init__(self, journal: Journal, outcome: Outcome) -> None:
        self._journal, self._outcome = journal, outcome
        active = select(Person.id, Person.name).where(Person.is_active)
        self._active: dict[int, str] = dict(db.session.execute(active).all())
        outcome.add(Member, Fate.CREATED, 0)

    def join(self, joining: Sequence[Joining]) -> None:
        """Put the owners and the sellers on their plans, unless they are or were on one of the
        customer: who left stays away."""
        customer_ids = {each.customer_id for each in joining}
        people, owners = _people_of(customer_ids), _owners_of(customer_ids)
        ends = _ends_of({each.plan_id for each in joining})
        new: list[tuple[int, new_rows.Row]] = []
        for customer_id, plan_id, sellers in joining:
            owner = owners.get(customer_id)
            for person in (*filter(None, (owner,)), *sellers):
                if person in self._active and person not in people[customer_id]:
                    people[customer_id].add(person)
                    via = Via.OWNER if person == owner else Via.POLICY
                    new.append((customer_id, _row(plan_id, person, via, ends)))
        self._write(new)

    def _write(self, new: Sequence[tuple[int, new_rows.Row]]) -> None:
        new_rows.insert_all(Member, [row for _customer, row in new])
        names = {"person_id": self._active}
        for customer_id, row in new:
            name, plan_id = self._active[row["person_id"]], row["plan_id"]
            subject = Subject("members", row["id"], name, customer_id, plan_id)
            changes = new_rows.changes_of_new(Member, row, names)
            self._journal.note(EventType.MEMBER_JOINED, subject, changes)
        self._outcome.add(Member, Fate.CREATED, len(new))


def _row(plan_id: int, person_id: int, via: Via, ends: dict[int, int]) -> new_rows.Row:
    position = ends.get(plan_id, 0)
    ends[plan_id] = position + 1
    return {
        "plan_id": plan_id,
        "person_id": person_id,
        "joined_on": clock.today(),
        "via": via,
        "position": position,
    }


def _people_of(customer_ids: Iterable[int]) -> dict[int, set[int]]:
    """Who is or was on any plan of these customers."""
    found: dict[int, set[int]] = defaultdict(set)
    columns = select(Plan.customer_id, Member.person_id).join(Plan, Member.plan_id == Plan.id)
    of_those = columns.where(Plan.customer_id.in_(customer_ids)).distinct()
    for customer_id, person_id in db.session.execute(of_those):
        found[customer_id].add(person_id)
    return found


def _owners_of(customer_ids: Iterable[int]) -> Mapping[int, int | None]:
    columns = select(Customer.id, Customer.owner_id).where(Customer.id.in_(customer_ids))
    return dict(db.session.execute(columns).all())


def _ends_of(plan_ids: Iterable[int]) -> dict[int, int]:
    ends = select(Member.plan_id, func.max(Member.position) + 1).where(Member.plan_id.in_(plan_ids))
    return dict(db.session.execute(ends.group_by(Member.plan_id)).all())
