"""Those who sign in to the demo story find something to do, and no more than they may see."""

from collections.abc import Sequence

from sqlalchemy import select

from planner import access, seeds
from planner.access import own_field
from planner.actions.people import passwords
from planner.database import db
from planner.models import Commitment, Customer, Member, Person, Plan, Request, Team
from planner.models.kinds import RequestKind, RequestStatus
from planner.seeds import data


def person(role: str) -> Person:
    """Who the sign-ins list with a description that begins like that."""
    email = next(who.email for who in seeds.sign_ins() if who.role.startswith(role))
    return db.session.scalars(select(Person).where(Person.email == email)).one()


def visible(to: Person) -> set[int]:
    return set(db.session.scalars(select(Customer.id).where(access.visible_customers(to))))


def test_everybody_signs_in_with_the_one_password(told: None) -> None:
    for who in seeds.sign_ins():
        found = db.session.scalars(select(Person).where(Person.email == who.email)).one()
        assert found.name == who.name
        assert passwords.matches(found, who.password)


def test_the_stranger_sees_none_of_the_first_ones_customers(told: None) -> None:
    anna, stranger = person("account manager"), person("stranger")
    theirs = set(db.session.scalars(select(Customer.id).where(Customer.owner_id == anna.id)))
    assert len(theirs) == 10
    assert not theirs & visible(stranger)
    assert visible(stranger)


def test_the_lead_sees_the_customers_of_the_team_and_the_administrator_no_plan(
    told: None,
) -> None:
    assert len(visible(person("team lead"))) == 22
    planned = set(db.session.scalars(select(Plan.customer_id)))
    assert not planned & visible(person("administrator"))


def test_the_lead_of_a_department_sees_the_customers_of_its_teams(told: None) -> None:
    martina = db.session.scalars(select(Person).where(Person.key == "martina-reuter")).one()
    assert martina.team is not None
    names = "Firmenkunden Mittelrhein", "Firmenkunden Westerwald"
    below = db.session.scalars(select(Team.name).where(Team.department_id == martina.team_id))
    assert tuple(sorted(below)) == names
    owned = select(Customer.id).join(Customer.owner).join(Person.team).where(Team.name.in_(names))
    assert visible(martina) == set(db.session.scalars(owned))
    assert visible(person("team lead")) < visible(martina)


def showcase() -> Plan:
    """The plan that the first two sign-ins share."""
    name = next(customer.name for customer in data.demo_customers() if customer.kind == "showcase")
    statement = select(Plan).join(Customer).where(Customer.name == name)
    return db.session.scalars(statement).one()


def unsigned(plan: Plan, by: Person) -> Sequence[str]:
    return [goal.title for goal in plan.goals if goal.commitment_of(by) is None]


def test_both_find_something_to_sign_and_a_target_that_moved(told: None) -> None:
    plan, anna, mehmet = showcase(), person("account manager"), person("specialist")
    members = db.session.scalars(select(Member).where(Member.plan_id == plan.id))
    assert {anna, mehmet} <= {member.person for member in members}
    assert unsigned(plan, anna)
    assert unsigned(plan, mehmet)
    asked = select(Commitment).where(Commitment.asked_again_on.is_not(None))
    assert mehmet.id in {c.person_id for c in db.session.scalars(asked) if c.goal.plan is plan}


def test_both_find_something_to_claim_or_to_answer(told: None) -> None:
    plan, mehmet = showcase(), person("specialist")
    pool = [a for a in plan.activities if own_field.waits_for(mehmet, a)]
    pending = db.session.scalars(
        select(Request).where(Request.plan_id == plan.id, Request.status == RequestStatus.PENDING)
    ).all()
    assert {request.kind for request in pending} == {RequestKind.JOIN, RequestKind.CLAIM}
    asked_for = {request.activity for request in pending}
    assert any(activity not in asked_for for activity in pool)
