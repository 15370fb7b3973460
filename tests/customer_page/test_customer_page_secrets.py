"""No internal text can get into what is made for the customer.

Every text column of every table is filled with a word of its own, found in the tables themselves,
so that a column that somebody adds is filled as well. Of all these words only those of the columns
below may be seen, and of these only where the item is the customer's.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import Flask
from sqlalchemy import (
    JSON,
    Column,
    Enum,
    LargeBinary,
    String,
    Table,
    Text,
    func,
    insert,
    select,
    true,
    update,
)
from sqlalchemy.orm import Session

from planner import clock
from planner.actions.plan import activities, conversations, goals
from planner.database import Base, db
from planner.models import Field, Plan
from planner.models.kinds import ActivityKind, Channel, DealStatus, TalkState
from planner.models.types import Moment
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.pdf_texts import everything_in
from tests.support.stories.cast import Cast
from tests.support.stories.places import surroundings

ALLOWED = {
    ("activities", "title"),
    ("conversations", "topic"),
    ("customers", "name"),
    ("fields", "name"),
    ("goals", "metric"),
    ("goals", "title"),
    ("goals", "unit"),
    ("people", "name"),
}
# Without these as they are nobody is signed in, or the program decides otherwise.
NEEDED = {"sessions", "settings", "job_runs", "submissions", "password_links"}


def texts(table: Table) -> Iterator[Column[str]]:
    """The columns in which somebody's words can stand, or what was made of them."""
    for column in table.columns:
        is_closed = isinstance(column.type, Enum | LargeBinary) or column.foreign_keys
        if isinstance(column.type, String | Text | JSON) and not is_closed:
            yield column


def mark(table: str, column: str, number: int) -> str:
    return f"zq{sorted(Base.metadata.tables).index(table)}x{column.replace('_', '')}x{number}q"


def fill(session: Session) -> dict[str, tuple[str, str]]:
    """Write a word of its own into each text of each row; by word, its table and column."""
    written = {}
    for table in Base.metadata.sorted_tables:
        if table.name in NEEDED:
            continue
        keys = list(table.primary_key.columns)
        for number, key in enumerate(session.execute(select(*keys)).all()):
            values = {}
            for column in texts(table):
                word = mark(table.name, column.name, number)
                values[column.name] = fitting(column, word)
                written[word] = (table.name, column.name)
            if values and not any(column.primary_key for column in texts(table)):
                at = (one == value for one, value in zip(keys, key, strict=True))
                session.execute(update(table).where(*at).values(values))
    session.commit()
    return written


def fitting(column: Column[str], word: str) -> object:
    if isinstance(column.type, JSON):
        return {"word": word}
    return word[: getattr(column.type, "length", None) or len(word)]


def make_it_the_customers(plan: Plan) -> None:
    """One item of each kind is meant for the customer, and one of each kind is not."""
    by = plan.members[0].person
    goals.create(plan, {"title": "ours"}, by=by)
    values = {"title": "inside", "kind": ActivityKind.CALL, "due_on": TODAY}
    activities.create(plan, values, by=by)
    other = conversations.create(plan, {"topic": "other"}, by=by)
    said = {"on": TODAY, "channel": Channel.CALL, "summary": "s"}
    conversations.log(other, {**said, "state": TalkState.LOST}, by=by)
    for entry in plan.conversations[0].entries:
        entry.state = TalkState.WON
    plan.goals[0].customer_goal = True
    plan.deals[0].field = db.session.scalars(select(Field)).first()
    plan.deals[0].status, plan.deals[0].decided_on = DealStatus.WON, TODAY
    step = next(activity for activity in plan.activities if activity.is_unfinished)
    step.customer_facing, step.due_on = True, TODAY


def make_rows_where_there_are_none(plan: Plan) -> None:
    """So that the texts of every table that belongs to a plan are looked at."""
    for table in Base.metadata.sorted_tables:
        rows = select(func.count()).select_from(table)
        if of_plan(table) and not db.session.scalar(rows):
            values = {one.name: value_for(one, plan) for one in table.columns if is_asked_for(one)}
            db.session.execute(insert(table).values(values))


def is_asked_for(column: Column[Any]) -> bool:
    return not (column.nullable or (column.name == "id" and column.primary_key))


def value_for(column: Column[Any], plan: Plan) -> Any:
    """Something that the column takes; what belongs to a plan belongs to this one."""
    for key in column.foreign_keys:
        target = key.column.table
        at_plan = target.c.plan_id == plan.id if "plan_id" in target.c else true()
        known = plan.id if target.name == "plans" else None
        return known or db.session.scalar(select(key.column).where(at_plan).limit(1))
    if isinstance(column.type, Enum):
        return column.type.enums[-1]
    if isinstance(column.type, Moment):
        return clock.now()
    found = {str: "zq", bool: True, date: TODAY, dict: {}, list: []}
    return found.get(column.type.python_type, 1)


def seen_in(said: str, written: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    return {word: where for word, where in written.items() if word in said}


def test_no_text_but_those_that_are_allowed_gets_to_the_customer(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    around = surroundings(app)
    member = visitor(around.member)
    with app.app_context():
        plan = db.session.scalars(select(Plan).order_by(Plan.id.desc())).first()
        assert plan is not None
        make_it_the_customers(plan)
        make_rows_where_there_are_none(plan)
        db.session.commit()
        plan_id = plan.id
        written = fill(db.session())
        db.session.expire_all()
        private = {
            *(goal.title for goal in plan.goals if not goal.customer_goal),
            *(step.title for step in plan.activities if not step.customer_facing),
            *(one.topic for one in plan.conversations if one.entries[-1].state != TalkState.WON),
        }
        members = {member.person.name for member in plan.members}
    assert len(set(written.values())) > 60
    preview = member.visit(f"/plans/{plan_id}/customer-page")
    made = member.visit(f"/plans/{plan_id}/customer.pdf")
    assert (preview.status, made.status) == (200, 200)
    said = everything_in(made.data) + str(made.headers)
    for seen in (seen_in(said, written), seen_in(preview.html, written)):
        assert set(seen.values()) == ALLOWED
        assert not private & set(seen)
        assert {word for word in seen if seen[word] == ("people", "name")} <= members


def of_plan(table: Table) -> bool:
    """Whether it has texts and leads to a plan, by itself or by what it belongs to."""
    targets = {key.column.table for key in table.foreign_keys if key.column.table is not table}
    names = {target.name for target in targets}
    return bool(names & {"plans", "customers"}) or any(
        of_plan(target) for target in targets if target.name not in ("people", "fields", "teams")
    )
