"""Which introductions wait for somebody: those asked for where they know people, by their own
connections, until they answer."""

from sqlalchemy import BindParameter, ColumnElement, and_, select

from planner.models import Connection, Introduction, IntroductionAnswer


def waits_for(person_id: int | BindParameter[int]) -> ColumnElement[bool]:
    """A condition on introductions."""
    known = select(Connection.customer_id).where(
        Connection.person_id == person_id, Connection.customer_id.is_not(None)
    )
    given = select(IntroductionAnswer.introduction_id).where(
        IntroductionAnswer.person_id == person_id
    )
    return and_(
        Introduction.asker_id != person_id,
        Introduction.customer_id.in_(known),
        Introduction.id.not_in(given),
    )
