"""What programs do is seen, judged and taken back on the pages as what people do there."""

import hashlib
import multiprocessing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from planner.api.rates import Rates
from planner.database import db
from planner.models import Activity, Event, TokenScope
from tests.access.relations import PLANNED, RELATIONS, surround
from tests.api.programs import Program
from tests.api.test_reading import plan_address
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast


@pytest.mark.databases("sqlite", "postgresql")
def test_what_a_program_has_changed_is_undone_on_the_page(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    program = Program(app, cast.anna, TokenScope.WRITE)
    made = program.send("POST", f"{plan_address(app)}/goals", {"title": "Before"})
    url = made.get_json()["url"]
    program.send("PATCH", url, {"title": "After"}, If_Match="*")
    with app.app_context():
        event = db.session.scalars(select(Event).order_by(Event.id.desc())).first()
        assert event is not None
        assert event.type == "goal.updated"
        event_id, plan_id = event.id, event.plan_id
    page = visitor(cast.anna).visit(f"/plans/{plan_id}/history")
    assert page.form(f"/events/{event_id}/undo").submit().status == 303
    assert program.get(url).get_json()["title"] == "Before"
    assert program.get(url).get_json()["version"] > event_id, "and programs are told of it"


@pytest.mark.databases("sqlite")
def test_an_activity_is_changed_by_whoever_the_page_lets_change_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    """Who sees it but may not change it is told so, who does not see it that there is nothing."""
    scene, people = surround(app, cast)
    address = plan_address(app)
    with app.app_context():
        activity = db.session.get_one(Activity, scene.activity_ids[PLANNED])
        key, identity = activity.key, activity.id
    wrong = []
    for called, relation in RELATIONS.items():
        page = visitor(people[relation.who]).visit(f"/activities/{identity}/edit").status
        program = Program(app, people[relation.who], TokenScope.WRITE)
        answer = program.send("PATCH", f"{address}/activities/{key}", {}, If_Match="*")
        if answer.status_code != page:
            wrong.append(f"{called}: page {page}, program {answer.status_code}")
    assert wrong == []


def test_what_is_wrong_with_an_address_is_said_in_the_language_asked_for(
    app: Flask, cast: Cast
) -> None:
    program = Program(app, cast.anna, TokenScope.READ)
    for asked, german, english in (
        ("limit=0", "Schreiben Sie eine ganze Zahl", "write a whole number"),
        ("colour=1", "Es gibt keinen Parameter colour", "There is no parameter colour"),
        ("stage=none", "none ist nichts von suspect", "none is none of suspect"),
        ("order=colour", "colour ist nichts von", "colour is none of"),
        ("cursor=x", "Nehmen Sie ihn aus", "take it from"),
    ):
        for language, said in (("de", german), ("en", english)):
            answer = program.get(f"/customers?{asked}", Accept_Language=language)
            assert answer.status_code == 400
            assert said in answer.get_json()["detail"], (asked, language)


def test_a_token_is_counted_over_all_processes(tmp_path: Path) -> None:
    file, digest = tmp_path / "new" / "rates", "ab" * 32
    context = multiprocessing.get_context("spawn")
    with context.Pool(2) as pool:
        counts = pool.starmap(count_many, [(file, digest, 50)] * 4)
    assert sorted(each for some in counts for each in some) == list(range(1, 201))
    assert Rates().count(file, "cd" * 32, 86_400)[0] == 1, "each token by itself"
    assert file.stat().st_mode & 0o077 == 0


def count_many(file: Path, digest: str, times: int) -> list[int]:
    rates = Rates()
    return [rates.count(file, digest, 86_400)[0] for _ in range(times)]


def test_many_tokens_share_the_file_and_forget_what_is_over(tmp_path: Path) -> None:
    rates, file = Rates(), tmp_path / "rates"
    for number in range(10_000):
        digest = hashlib.sha256(str(number).encode()).hexdigest()
        assert rates.count(file, digest, 60)[0] == 1
    assert rates.count(file, "ee" * 32, 60)[0] == 1
    assert rates.count(file, "ee" * 32, 60)[0] == 2
