"""Two people set the same target in the same instant: one is saved, the other is told of it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask

from planner.database import db
from planner.models import Target
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.stories.cast import Cast
from tests.team.views.test_targets import YEAR, trust


def test_of_two_targets_that_cross_only_one_is_saved(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    trust(app, cast)
    people = [visitor(person) for person in (cast.paul, cast.ada, cast.paul, cast.ada)]
    forms = [each.visit("/team/targets/new").form("target-form") for each in people]
    start = Barrier(len(forms))

    def send(form: Form) -> int:
        start.wait()
        return form.fill(**YEAR, team_id="South").submit().status

    with ThreadPoolExecutor(len(forms)) as pool:
        answers = sorted(pool.map(send, forms))
    assert answers == [303, 422, 422, 422]
    with app.app_context():
        assert db.session.query(Target).count() == 1
