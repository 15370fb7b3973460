"""`make house` follows real requests through the program, so it goes with what the pages become."""

from pathlib import Path

from planner import create_app
from planner.database import db
from tests.support.stories.demo import demo_settings
from tools.house import traced


def test_a_claim_and_the_conflict_of_a_goal_are_followed_through_the_files(tmp_path: Path) -> None:
    app = create_app(demo_settings(tmp_path))
    claim, conflict = traced.traced_in(app)
    assert "actions/plan/claims.py" in claim.files or "actions/plan/activities.py" in claim.files
    assert "views/web/saving/__init__.py" in conflict.files
    assert claim.moves > len(claim.files) > 1
    with app.app_context():
        db.engine.dispose()
