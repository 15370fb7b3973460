"""Two people of the story have brought in whom they know, and a third asks them for a word."""

from sqlalchemy import select

from planner.actions.people import connections, settings
from planner.actions.people.connections import Known
from planner.database import db
from planner.models import Connection, Contact, Customer, Person
from planner.models.people.setting import REACH_SHOWN
from planner.reach import actions as introductions
from planner.reach.queries import known_people
from planner.seeds.organisation import Bank

_NAMES = ("Clara", "Felix", "Greta", "Hasan", "Ines", "Jörg", "Karla", "Levin")
_SURNAMES = ("Adler", "Brandt", "Cordes", "Demir", "Ebert", "Fuchs", "Geller")
_ELSEWHERE = ("Rheinwerk Beratung", "Studio Nord", "Freie Architekten Sayn")
_MOST = 10_000
_EVERY = (2, 3)
"""The one knows somebody at every second customer, the other at every third."""


def bring_in_connections(bank: Bank) -> None:
    """Some of those whom they know are on record, some are known to both, most are neither."""
    ada = next(person for person in bank.people.values() if person.is_administrator)
    settings.change(REACH_SHOWN, "yes", before="no", by=ada)
    customers = list(db.session.scalars(select(Customer.name).order_by(Customer.id)))
    on_record = list(
        db.session.execute(
            select(Contact.name, Customer.name)
            .join(Customer, Customer.id == Contact.customer_id)
            .order_by(Contact.id)
        )
    )
    for place, person in enumerate(_two(bank)):
        known = [(name, company, "", "") for name, company in on_record[:: 4 * _EVERY[place]]]
        known += _others(customers[:: _EVERY[place]])
        connections.bring_in_connections(known, by=person)
    db.session.flush()
    _find_customers()
    _ask_for_an_introduction(_two(bank))


def _find_customers() -> None:
    """Else the clock does it, some seconds after somebody has begun to look."""
    sameness = known_people.all_customers()
    connections.note_customers(
        {
            row.id: known_people.the_same(sameness, row.company, row.email)
            for row in known_people.not_compared(_MOST)
        }
    )


def _ask_for_an_introduction(knowers: list[Person]) -> None:
    """To a customer at which both of them know somebody; neither has answered yet."""
    first, other = knowers
    at_other = select(Connection.customer_id).where(Connection.person_id == other.id)
    at_first = select(Connection.customer_id).where(Connection.person_id == first.id)
    statement = select(Customer).where(
        Customer.id.in_(at_first),
        Customer.id.in_(at_other.where(Connection.customer_id.is_not(None))),
        Customer.owner_id.not_in([person.id for person in knowers]),
    )
    customer = db.session.scalars(statement.order_by(Customer.id)).first()
    if customer is not None and customer.owner is not None:
        asked = introductions.ask(customer, by=customer.owner)
        db.session.flush()
        introductions.tell(asked, [person.id for person in knowers])


def _two(bank: Bank) -> list[Person]:
    return [person for person in bank.people.values() if person.is_generalist_side][:2]


def _others(companies: list[str]) -> list[Known]:
    return [
        (f"{_NAMES[n % len(_NAMES)]} {_SURNAMES[n % len(_SURNAMES)]}", company, "", "")
        for n, company in enumerate((*companies, *_ELSEWHERE))
    ]
