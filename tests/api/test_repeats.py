"""The same request with the same key does its work once."""

import datetime
import threading

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner.api import writing
from planner.database import db
from planner.jobs import clearing
from planner.models import ApiAnswer, Goal, Person, TokenScope
from tests.api.programs import Program
from tests.api.test_reading import plan_address
from tests.support.stories.cast import Cast

KEY = {"Idempotency_Key": "order 66"}


def goals(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Goal)) or 0


@pytest.mark.databases("sqlite", "postgresql")
def test_the_same_again_gives_the_first_answer_again(app: Flask, cast: Cast) -> None:
    program, address = Program(app, cast.anna, TokenScope.WRITE), f"{plan_address(app)}/goals"
    first = program.send("POST", address, {"title": "Größe"}, **KEY)
    before = goals(app)
    again = program.send("POST", address, {"title": "Größe"}, **KEY)
    assert (again.status_code, again.data) == (201, first.data)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    for name in ("Location", "ETag", "Content-Type"):
        assert again.headers[name] == first.headers[name]
    assert goals(app) == before
    other = program.send("POST", address, {"title": "Other"}, **KEY)
    assert other.status_code == 422
    elsewhere = program.send("POST", f"{plan_address(app)}/ideas", {"title": "Größe"}, **KEY)
    assert elsewhere.status_code == 422
    tom = Program(app, cast.tom, TokenScope.WRITE)
    assert tom.send("POST", address, {"title": "Other"}, **KEY).status_code == 201, "another token"


@pytest.mark.databases("sqlite", "postgresql")
def test_what_was_refused_may_be_sent_again(app: Flask, cast: Cast) -> None:
    program, address = Program(app, cast.anna, TokenScope.WRITE), f"{plan_address(app)}/goals"
    assert program.send("POST", address, {"title": ""}, **KEY).status_code == 422
    assert program.send("POST", address, {"title": "Better"}, **KEY).status_code == 201


def test_a_key_is_of_1_to_255_signs(app: Flask, cast: Cast) -> None:
    program, address = Program(app, cast.anna, TokenScope.WRITE), f"{plan_address(app)}/goals"
    for length, status in ((0, 400), (255, 201), (256, 400)):
        answer = program.send("POST", address, {"title": "X"}, Idempotency_Key="k" * length)
        assert answer.status_code == status, length


def test_who_is_off_the_plan_reads_no_answer_of_before(app: Flask, cast: Cast) -> None:
    program, address = Program(app, cast.jo, TokenScope.WRITE), f"{plan_address(app)}/ideas"
    first = program.send("POST", address, {"title": "X"}, **KEY)
    assert first.status_code == 201, first.text
    owner = Program(app, cast.anna, TokenScope.WRITE)
    member = f"{plan_address(app)}/members/{cast.jo.key}"
    with app.app_context():
        db.session.execute(
            db.text("UPDATE members SET left_on = '2026-06-01' WHERE person_id = :p").bindparams(
                p=cast.jo.id
            )
        )
        db.session.commit()
    assert owner.get(member).status_code == 200
    assert program.send("POST", address, {"title": "X"}, **KEY).status_code == 404


@pytest.mark.databases("sqlite", "postgresql")
def test_after_a_day_nothing_is_kept_of_it(app: Flask, cast: Cast) -> None:
    program, address = Program(app, cast.anna, TokenScope.WRITE), f"{plan_address(app)}/goals"
    program.send("POST", address, {"title": "X"}, **KEY)
    with app.app_context():
        kept = db.session.scalars(select(ApiAnswer)).one()
        kept.made_at -= datetime.timedelta(hours=24, seconds=1)
        db.session.commit()
    before = goals(app)
    again = program.send("POST", address, {"title": "Another"}, **KEY)
    assert (again.status_code, goals(app)) == (201, before + 1)
    with app.app_context():
        kept = db.session.scalars(select(ApiAnswer)).one()
        kept.made_at -= datetime.timedelta(hours=24, seconds=1)
        db.session.commit()
        clearing.clear()
        assert db.session.scalars(select(ApiAnswer)).all() == []


def test_the_same_is_refused_while_the_first_is_under_way(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, address = Program(app, cast.anna, TokenScope.WRITE), f"{plan_address(app)}/goals"
    begun, go_on, found = threading.Event(), threading.Event(), list[int]()
    bring_in = writing.bring_in

    def slowly(written: writing.Written, *, by: Person) -> int:
        begun.set()
        assert go_on.wait(30)
        return bring_in(written, by=by)

    monkeypatch.setattr(writing, "bring_in", slowly)

    def send() -> None:
        found.append(program.send("POST", address, {"title": "X"}, **KEY).status_code)

    first = threading.Thread(target=send)
    first.start()
    assert begun.wait(30)
    second = Program.__new__(Program)
    second.secret, second.client = program.secret, app.test_client(use_cookies=False)
    assert second.send("POST", address, {"title": "X"}, **KEY).status_code == 409
    go_on.set()
    first.join()
    assert found == [201]
    assert second.send("POST", address, {"title": "X"}, **KEY).status_code == 201
