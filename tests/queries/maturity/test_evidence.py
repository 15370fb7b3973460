"""What a rating names as evidence is found in the database."""

import re
from pathlib import Path

from flask import Flask

from planner import rating
from planner.queries.maturity import evidence
from planner.queries.maturity.evidence import EvidenceKind
from tests.support.stories.cast import Cast

_REFERENCE = re.compile(r'def reference\(self\) -> str:\s+return f"(\w+):')


def test_every_kind_of_item_that_a_rating_can_name_is_looked_for(app: Flask, cast: Cast) -> None:
    sources = Path(rating.__file__).parent.rglob("*.py")
    named = {kind for source in sources for kind in _REFERENCE.findall(source.read_text("utf-8"))}
    # The others are named by the rules after the signature.
    after = {EvidenceKind.CONTACT, EvidenceKind.CONTRACT, EvidenceKind.DEAL}
    assert named | after == set(EvidenceKind)
    with app.app_context():
        unknown = [f"{kind}:not there" for kind in EvidenceKind]
        assert evidence.items_of_plans({cast.plan.id: unknown}) == {}
