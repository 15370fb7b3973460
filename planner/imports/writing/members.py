"""Who is on the plans: the owner, and whoever sold to the customer."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import func, select

from planner import clock
from planner.actions.history.events import all_of
from planner.database import db
from planner.imports.records import Records
from planner.imports.writing.journal import Journal
from planner.imports.writing.origins import concerned
from planner.imports.writing.outcome import Fate, Outcome
from planner.models import Customer, EventType, Member, Person, Plan
from planner.models.kinds import Via


class Members:
    """The memberships on all plans of all customers whom the export concerns, loaded once."""

    def __init__(self, records: Records, journal: Journal, outcome: Outcome) -> None:
        self._journal, self._outcome = journal, outcome
        self._people: dict[int, set[int]] = defaultdict(set)
        self._ends: dict[int, int] = defaultdict(int)
        self._new: list[tuple[Plan, Member]] = []
        ours = select(Member).join(Plan).join(Customer).where(concerned(records))
        columns = ours.with_only_columns(Plan.customer_id, Member.person_id)
        for customer_id, person_id in db.session.execute(columns.distinct()):
            self._people[customer_id].add(person_id)
        ends = ours.with_only_columns(Member.plan_id, func.max(Member.position) + 1)
        self._ends |= dict(db.session.execute(ends.group_by(Member.plan_id)).all())

    def join(self, plan: Plan, sellers: Iterable[Person]) -> None:
        """Put the owner and the sellers on the plan, unless they are or were on one of this
        customer: who left stays away."""
        owner = plan.customer.owner
        for person in [*([owner] if owner else []), *sellers]:
            if person.is_active and person.id not in self._people[plan.customer_id]:
                self._people[plan.customer_id].add(person.id)
                self._add(plan, person, Via.OWNER if person is owner else Via.POLICY)

    def _add(self, plan: Plan, person: Person, via: Via) -> None:
        member = Member(
            plan_id=plan.id,
            person=person,
            joined_on=clock.today(),
            via=via,
            position=self._ends[plan.id],
        )
        self._ends[plan.id] += 1
        self._new.append((plan, member))

    def write(self) -> None:
        """Store those who joined, all at once."""
        db.session.add_all(member for _plan, member in self._new)
        db.session.flush()
        for plan, member in self._new:
            self._journal.note(
                EventType.MEMBER_JOINED, member, all_of(member, without_lists=True), plan=plan
            )
        self._outcome.add(Member, Fate.CREATED, len(self._new))
        self._new = []
