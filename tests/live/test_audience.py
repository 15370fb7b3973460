"""Who is told what, and whose rights are looked at again."""

import pytest
from flask import Flask

from planner.actions.people import people, settings as organisation
from planner.actions.plan import customers
from planner.database import db
from planner.live.audience import Audience
from planner.live.listener import Listener
from planner.live.stream import Connection, Stream
from planner.models import Customer, Person
from planner.models.people.setting import ADMINISTRATORS_SEE_PLANS
from planner.queries.history.changes import Change
from planner.queries.live import stream_rights
from planner.queries.live.presences import Window
from planner.queries.live.stream_rights import StreamRights
from tests.support.stories.cast import Cast


class Noted(Stream):
    """Notes the ids of the events that it was told of."""

    def __init__(self, plan_id: int, customer_id: int, *, for_members: bool = True) -> None:
        window = Window(plan_id, 1)
        super().__init__(Listener(window, customer_id, "", for_members, None), Connection())
        self.heard: list[int] = []

    def tell(self, identity: int, message: bytes) -> None:
        assert message
        self.heard.append(identity)


def change(
    identity: int, happened: str, *, plan: int | None = None, customer: int | None = None
) -> Change:
    return Change(identity, happened, customer, plan, "x", 1, "x", None, None)


def test_each_hears_of_the_own_plan_and_of_its_customer() -> None:
    audience = Audience()
    mine, sibling, other = Noted(1, 10), Noted(2, 10), Noted(3, 30)
    for stream in (mine, sibling, other):
        audience.add(stream)
    audience.tell(
        [
            change(1, "goal.created", plan=1, customer=10),
            change(2, "contact.created", customer=10),
            change(3, "goal.created", plan=3, customer=30),
            change(4, "setting.changed"),
            change(5, "goal.created", plan=99, customer=99),
        ],
        position=5,
    )
    assert (mine.heard, sibling.heard, other.heard) == ([1, 2], [2], [3])


def test_what_is_the_members_own_is_told_to_nobody_else() -> None:
    audience = Audience()
    member, lead = Noted(1, 1), Noted(1, 1, for_members=False)
    audience.add(member)
    audience.add(lead)
    kinds = ("rating.changed", "symptom_answer.created", "symptom_answer.deleted", "goal.updated")
    audience.tell([change(n, kind, plan=1, customer=1) for n, kind in enumerate(kinds)], position=3)
    assert (member.heard, lead.heard) == ([0, 1, 2, 3], [3])


def test_who_has_gone_is_forgotten() -> None:
    audience = Audience()
    stream = Noted(1, 1)
    audience.add(stream)
    audience.remove(stream)
    audience.tell([change(1, "goal.created", plan=1, customer=1)], position=1)
    assert stream.heard == []
    assert not audience
    assert audience.plan_ids == []


@pytest.mark.parametrize(
    ("happened", "whose"),
    [
        (change(1, "member.deleted", plan=1, customer=1), {"here"}),
        (change(1, "member.left", plan=1, customer=1), {"here"}),
        (change(1, "customer.updated", customer=1), {"here"}),
        (change(1, "person.updated"), {"here", "there"}),
        (change(1, "team.updated"), {"here", "there"}),
        (change(1, "setting.changed"), {"here", "there"}),
        (change(1, "goal.updated", plan=1, customer=1), set()),
    ],
    ids=lambda value: value.type if isinstance(value, Change) else "",
)
def test_rights_are_looked_at_again_after_what_can_change_them(
    happened: Change, whose: set[str]
) -> None:
    audience = Audience()
    streams = {"here": Noted(1, 1), "there": Noted(2, 2)}
    for stream in streams.values():
        audience.add(stream)
    assert audience.to_be_checked([happened]) == {streams[name] for name in whose}


def test_sight_follows_the_rights_as_they_are_now(app: Flask, cast: Cast) -> None:
    def seen(person: Person) -> StreamRights:
        with app.app_context():
            return stream_rights.stream_rights_of(person.id, cast.plan.id)

    assert seen(cast.jo) == StreamRights(sees=True, for_members=True)
    assert seen(cast.paul) == seen(cast.otto) == StreamRights(sees=True, for_members=False)
    assert seen(cast.fritz) == seen(cast.ada) == StreamRights(sees=False)
    with app.app_context():
        ada, jo = (db.session.get_one(Person, one.id) for one in (cast.ada, cast.jo))
        organisation.change(ADMINISTRATORS_SEE_PLANS, "yes", by=ada)
        customer = db.session.get_one(Customer, cast.customer.id)
        customers.update(customer, {"owner_id": cast.fritz.id}, by=ada)
        people.update(jo, {"is_active": False}, by=ada)
        db.session.commit()
    assert seen(cast.ada).sees
    assert seen(cast.fritz) == StreamRights(sees=True, for_members=True)
    assert not seen(cast.paul).sees
    assert not seen(cast.jo).sees
    with app.app_context():
        assert (
            stream_rights.stream_rights_of(cast.anna.id, 999)
            == stream_rights.stream_rights_of(999, cast.plan.id)
            == StreamRights(sees=False)
        )
