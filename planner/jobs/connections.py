"""Looks for the customers of connections, while nobody waits for it.

With a hundred thousand customers that takes seconds, since all of their names are taken apart once.
"""

from planner.actions.people import connections
from planner.database import db, only_reading
from planner.models import Person
from planner.reach import actions as introductions
from planner.reach.queries import known_people
from planner.reach.queries.introductions import possible_for

BATCH = 2000


def compare(person_id: int | None = None) -> int:
    """All that were not compared yet, of one person or of all, batch by batch, each committed; how
    many there were. Broken off, it goes on when it is started anew."""
    done, sameness = 0, None
    while some := _not_compared(person_id):
        sameness = sameness or known_people.all_customers()
        connections.note_customers(
            {i: known_people.the_same(sameness, company, email) for i, company, email in some}
        )
        db.session.commit()
        done += len(some)
    return done


def _not_compared(person_id: int | None) -> list[tuple[int, str, str]]:
    """Looked for every few seconds, so without keeping anybody from writing."""
    with only_reading():
        found = known_people.not_compared(BATCH, person_id)
        db.session.rollback()
    return [(row.id, row.company, row.email) for row in found]


def compare_new(person_id: int) -> None:
    """Those of a file that somebody has brought in; who knows somebody since then where others
    want to be introduced is asked."""
    person = db.session.get_one(Person, person_id)
    before = known_people.companies_of(person)
    compare(person_id)
    person = db.session.get_one(Person, person_id)
    since = known_people.companies_of(person)
    new = {customer: name for customer, name in since.items() if customer not in before}
    for asked in possible_for(person, new):
        introductions.tell_one(asked.id, None, person_id)
    db.session.commit()


def compare_again() -> int:
    """Each night, since customers are added, renamed and merged."""
    connections.compare_again()
    db.session.commit()
    return compare()
