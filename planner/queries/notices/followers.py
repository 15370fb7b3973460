"""Who follows what has changed."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import and_, bindparam, literal, or_, select, true, union_all

from planner.database import rows
from planner.models import Customer, Follow, Member, Plan

_Item = tuple[str, int]


@dataclass(slots=True)
class Followers:
    """By person what they follow, or have stopped to follow; and who is on which plan."""

    chosen: dict[int, dict[_Item, bool]] = field(default_factory=lambda: defaultdict(dict))
    members: set[tuple[int, int]] = field(default_factory=set)
    """Person and plan."""

    @property
    def people(self) -> set[int]:
        return {*self.chosen, *(person for person, _plan in self.members)}

    def followed(self, person_id: int, item: _Item, plan: Plan) -> _Item | None:
        """What the person is told of when this happens to an item of the plan: the item, where it
        is followed by itself; else the plan, because of itself, its customer or being on it.

        What is nearest to the item decides, so that one item of a followed plan can be left out.
        """
        chosen = self.chosen.get(person_id, {})
        if item in chosen:
            return item if chosen[item] else None
        as_plan = (Plan.__tablename__, plan.id)
        for wider in (as_plan, (Customer.__tablename__, plan.customer_id)):
            if wider in chosen:
                return as_plan if chosen[wider] else None
        return as_plan if (person_id, plan.id) in self.members else None


def followers_of(plans: Collection[Plan], items: Collection[_Item]) -> Followers:
    """Who follows these items of these plans, or the plans, or their customers; one statement."""
    wanted = {
        "plan_ids": [plan.id for plan in plans],
        "customer_ids": [plan.customer_id for plan in plans],
        "subjects": sorted({subject for subject, _identity in items}),
        "ids": sorted({identity for _subject, identity in items}),
    }
    found = Followers()
    for person_id, subject, subject_id, follows in rows(_FOLLOWERS, **wanted):
        if subject == Member.__tablename__:
            found.members.add((person_id, subject_id))
        else:
            found.chosen[person_id][subject, subject_id] = follows
    return found


_FOLLOWERS = union_all(
    select(Follow.person_id, Follow.subject, Follow.subject_id, ~Follow.stopped).where(
        or_(
            and_(
                Follow.subject == Plan.__tablename__,
                Follow.subject_id.in_(bindparam("plan_ids", expanding=True)),
            ),
            and_(
                Follow.subject == Customer.__tablename__,
                Follow.subject_id.in_(bindparam("customer_ids", expanding=True)),
            ),
            and_(
                Follow.subject.in_(bindparam("subjects", expanding=True)),
                Follow.subject_id.in_(bindparam("ids", expanding=True)),
            ),
        )
    ),
    select(
        Member.person_id,
        literal(Member.__tablename__),
        Member.plan_id,
        true(),
    ).where(Member.plan_id.in_(bindparam("plan_ids", expanding=True)), Member.left_on.is_(None)),
)
