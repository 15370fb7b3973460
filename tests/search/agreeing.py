"""Whether what the search looks through is what stands in the tables: read in another way."""

import re
from typing import Any

from flask import Flask
from sqlalchemy import select, text

from planner.actions.history.row_json import identity_of
from planner.database import db
from planner.models import Contact, Customer, SearchEntry
from planner.models.folding import fold
from planner.models.searched_text import searched_text
from planner.nouns import NOUNS


def assert_agrees(app: Flask) -> None:
    """Each item of the nouns that are searched has one entry, with its words and its readers."""
    with app.app_context():
        there = {
            (each.noun, each.item_id): (each.plan_id, each.customer_id, each.folded)
            for each in db.session.scalars(select(SearchEntry))
        }
        wanted = {
            (noun.name, identity_of(item)): _entry(item, noun.searched)
            for noun in NOUNS
            if noun.searched
            for item in db.session.scalars(select(noun.model))
        }
        assert there == wanted
        _assert_index_agrees()


def _entry(item: Any, searched: tuple[str, ...]) -> tuple[int | None, int | None, str]:
    texts = [getattr(item, name) for name in searched]
    folded = searched_text(texts)
    assert all(fold(word) in folded for said in texts for word in re.findall(r"\w+", said or ""))
    plan = getattr(item, "plan", None)
    customer = item.id if isinstance(item, Customer) else None
    if isinstance(item, Contact):
        customer = item.customer_id
    return plan.id if plan else None, customer, folded


def _assert_index_agrees() -> None:
    """SQLite looks itself whether the index has all words, and none that are gone."""
    if db.engine.dialect.name == "sqlite":
        check = "INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)"
        db.session.execute(text(check))
        db.session.rollback()
