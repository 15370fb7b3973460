"""What breaks programs is kept to the letter in whatever form it is typed, and shown as text.

A bounded choice after the Big List of Naughty Strings: one of each kind of mischief.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner.database import Base, db
from planner.models import Activity, Contact, Conversation, Deal, Goal, Idea, Question
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast
from tests.support.stories.typed import FIELDS, NEW

STRINGS = (
    *("undefined", "NULL", "None", "true", "[object Object]", "__proto__", "CON", "#ERROR!"),
    *("-0", "1/0", "1E+400", "0x10", "١٢٣", "½", "2026-02-30", "0"),
    "'; DROP TABLE goals; -- \" OR 1=1 /*",
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "</textarea></title><svg/onload=alert(1)>",
    "javascript:alert(1) data:text/html,x",
    "&lt;b&gt; &amp;amp; &#0; &nbsp;",
    "{{ 7 * 7 }} {% raw %} ${7*7} #{7*7} %s %n %(x)s {0.__class__}",
    "=cmd|' /C calc'!A0",
    "../../etc/passwd%00 ..\\..\\ %2e%2e%2f",
    "=?utf-8?q?Hi=0ABcc:_x@example.org=0A=0A<b>?=",
    "\\u0000 \\x00 \\n \\' \\\\ `touch x` $(x)",
    "{csrf_token} {token against forgery} __csrf_token__",
    "表ポあA鷗ŒéＢ逍Üßªąñ丂㐀𠀀 🏳️‍🌈 👩🏽‍💻 ﷺ",
    "مرحبا עברית ABC ١",
    "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮ İı ŉ ﬁ Å Å e\u0301",
    "(｡◕ ∀ ◕｡) ¯\\_(ツ)_/¯ ﾊﾊ",
)
MODELS: dict[str, type[Base]] = {
    "goals": Goal,
    "deals": Deal,
    "activities": Activity,
    "conversations": Conversation,
    "ideas": Idea,
    "questions": Question,
    "contacts": Contact,
}
TAG_OF_THEIRS = re.compile(r"<(script>|img src=x|svg/|b>)", re.IGNORECASE)


def texts_of(table: str) -> list[str]:
    return [each.name for each in FIELDS[table] if each.kind in ("line", "text")]


def newest(app: Flask, model: Any) -> Base:
    with app.app_context():
        found: Base = db.session.scalars(select(model).order_by(model.id.desc()).limit(1)).one()
        return found


@pytest.mark.databases("sqlite")
def test_what_breaks_programs_is_kept_to_the_letter_and_shown_as_text(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna, plan = visitor(cast.anna), f"/plans/{cast.plan.id}"
    wrong = []
    for table, model in MODELS.items():
        of = f"/customers/{cast.customer.key}" if table == "contacts" else plan
        form = anna.visit(f"{of}/{table}/new").form(f"{of}/{table}")
        for number, said in enumerate(STRINGS):
            typed = {name: said for name in texts_of(table) if name in form}
            usual = {name: value for name, value in NEW[table].items() if name in form}
            form.fill(**{**usual, **typed}).tamper(submission=f"{table}-{number}")
            status, item = form.submit().status, newest(app, model)
            kept = {name: getattr(item, name) for name in typed}
            if status != 303 or kept != typed:
                wrong.append((table, said, status, kept))
    assert wrong == []
    assert list(_run_as_markup(anna, plan, cast)) == []


def _run_as_markup(anna: Any, plan: str, cast: Cast) -> Iterator[tuple[str, object]]:
    """Where something that was typed is taken for markup, or is not shown to the letter."""
    for address in (
        plan,
        f"{plan}/whole",
        f"/customers/{cast.customer.key}",
        f"{plan}/history",
        "/pool",
    ):
        page = anna.visit(address)
        if page.status not in (200, 302) or (found := TAG_OF_THEIRS.search(page.html)):
            yield address, page.status if page.status != 200 else found
    page = anna.visit(f"{plan}/whole")
    yield from (("not shown", said) for said in STRINGS if " ".join(said.split()) not in page.text)
