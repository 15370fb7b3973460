"""Who takes care of an item, or has said something to it."""

from sqlalchemy import BindParameter, CompoundSelect, Select, bindparam, select, union

from planner.database import rows
from planner.models import (
    Acquaintance,
    Activity,
    Comment,
    Commitment,
    Contact,
    Conversation,
    Customer,
    Deal,
    Entry,
    EntryParticipation,
    Goal,
    Idea,
    Participation,
    Plan,
    Potential,
    Question,
    Review,
)

_ITEM: BindParameter[int] = bindparam("subject_id")
_COMMENTED = select(Comment.by_id).where(
    Comment.subject == bindparam("subject"), Comment.subject_id == _ITEM
)
_OWNERS = select(Customer.owner_id).join(Plan, Plan.customer_id == Customer.id)


def _with(*found: Select[int | None] | Select[int]) -> CompoundSelect[int | None]:
    return union(_COMMENTED, *found)


_STATEMENTS = {
    Activity.__tablename__: _with(
        select(Activity.assignee_id).where(Activity.id == _ITEM),
        select(Activity.created_by_id).where(Activity.id == _ITEM),
        select(Participation.person_id).where(Participation.activity_id == _ITEM),
    ),
    Contact.__tablename__: _with(
        select(Acquaintance.person_id).where(Acquaintance.contact_id == _ITEM)
    ),
    Conversation.__tablename__: _with(
        select(Entry.author_id).where(Entry.conversation_id == _ITEM)
    ),
    Deal.__tablename__: _with(_OWNERS.join(Deal, Deal.plan_id == Plan.id).where(Deal.id == _ITEM)),
    Entry.__tablename__: _with(
        select(Entry.author_id).where(Entry.id == _ITEM),
        select(EntryParticipation.person_id).where(EntryParticipation.entry_id == _ITEM),
    ),
    Goal.__tablename__: _with(select(Commitment.person_id).where(Commitment.goal_id == _ITEM)),
    Idea.__tablename__: _with(select(Idea.proposed_by_id).where(Idea.id == _ITEM)),
    Plan.__tablename__: _with(_OWNERS.where(Plan.id == _ITEM)),
    Potential.__tablename__: _with(
        select(Customer.owner_id)
        .join(Potential, Potential.customer_id == Customer.id)
        .where(Potential.id == _ITEM)
    ),
    Question.__tablename__: _with(select(Question.asked_by_id).where(Question.id == _ITEM)),
    Review.__tablename__: _with(select(Review.by_id).where(Review.id == _ITEM)),
}


def of(subject: str, subject_id: int) -> set[int]:
    """The ids of those who have it, made it, signed it, know it or commented on it, whether or not
    they may read it now."""
    found = rows(_STATEMENTS[subject], subject=subject, subject_id=subject_id)
    return {identity for (identity,) in found if identity is not None}
