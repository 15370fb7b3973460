"""Every address that pages can be read at, with ids of things that are really there."""

import re
import sqlite3
from collections.abc import Iterator
from itertools import product

from flask import Flask

# Of each noun so many are looked at, far from each other; where an address names two, fewer.
MANY, FEW = 5, 2
# What lies behind a link in a mail cannot be found in the database, and a stream never ends.
ARGUMENTS = {"token": ["made-up"], "sealed": ["made-up"], "code": ["no_steering", "no_goals"]}
LEFT_OUT = {"streams.show", "static", "source.show"}
ARGUMENT = r"<(?:[^<>:]+:)?([\w.]+)>"
TABLES = {"person": "people", "activity": "activities"}
# Questions that pages are asked besides.
ASKED = (
    *("/customers?text=bau", "/customers?page=2", "/pool?due_until=2026-07-01", "/pool?text=a"),
    *("/plans/{plan}/history?page=2", "/plans/{plan}/as-of?day=2026-03-01"),
    *("/plans/{plan}/as-of?day=2026-06-01", "/plans/{plan}/as-of?day=2025-12-01"),
    *("/plans/{plan}/sections?names=goals", "/plans/{plan}/changes?after=0", "/week?week=2026-W20"),
    *(
        "/team?group=segment",
        "/team?group=team",
        "/team?gap=no_plan",
        "/team?page=2",
        "/team?field=1",
    ),
    *("/team/pipeline?group=team", "/team/pipeline?group=customer", "/team/pipeline?team=1"),
    *(f"/team/pipeline/deals?part={part}" for part in ("no_activity", "lost", "still", "won")),
    *("/team/capacity/activities?of=ours&hours=none", "/team/capacity?team=1"),
    *("/team/maturity?team=1", "/team/maturity?since=2026-01-01&until=2026-06-01"),
    *("/team/maturity/plans?after=iron&since=2026-01-01", "/team/maturity/plans?before=dinosaur"),
    *(
        "/team/one_sided_plans?symptom=no_goals",
        "/team/reviews?due=overdue",
        "/team/reviews?due=soon",
    ),
)


def addresses_of(app: Flask, database: sqlite3.Connection) -> set[str]:
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint not in LEFT_OUT]
    read = {rule.rule for rule in rules if "GET" in (rule.methods or ())}
    found = {address for rule in read for address in _addresses(rule, database)}
    return found | {asked.format(plan=_showcase(database)) for asked in ASKED}


def _addresses(rule: str, database: sqlite3.Connection) -> Iterator[str]:
    """The rule with all choices of its arguments filled in; of several, few of each."""
    listed = re.search(r"<any\(([^)]*)\):\w+>", rule)
    if listed:
        for choice in listed[1].split(", "):
            chosen = rule.replace(listed[0], choice).replace("subject_id", f"{choice}.id")
            yield from _addresses(chosen, database)
        return
    arguments = re.findall(ARGUMENT, rule)
    choices = [_real(name, database)[: FEW if len(arguments) > 1 else None] for name in arguments]
    for values in product(*choices):
        pieces = re.split(ARGUMENT, rule)[::2]
        yield "".join(piece + value for piece, value in zip(pieces, (*values, ""), strict=True))


def _real(name: str, database: sqlite3.Connection) -> list[str]:
    """What an argument can be: keys or ids of that noun, those of the fullest plan first."""
    if name in ARGUMENTS:
        return ARGUMENTS[name]
    table, column = ("customers", "key") if name == "key" else (_table(name), "id")
    of_all = f"SELECT {column} FROM {table}"  # noqa: S608 - names of this program's own tables
    near = f"{of_all} WHERE {_is_near(table, database)} ORDER BY id"
    everywhere = [row[0] for row in database.execute(f"{of_all} ORDER BY id")]
    spread = everywhere[:: max(1, len(everywhere) // MANY)][:MANY]
    found = [*(row[0] for row in database.execute(near).fetchmany(FEW)), *spread]
    return [str(value) for value in dict.fromkeys(found)]


def _table(argument: str) -> str:
    """Of `goal_id`, or of `goals.id`, it is `goals`."""
    noun = argument.removesuffix("_id")
    plural = TABLES.get(noun, re.sub("y$", "ie", noun) + "s")
    return argument.removesuffix(".id") if argument.endswith(".id") else plural


def _is_near(table: str, database: sqlite3.Connection) -> str:
    """What holds of rows of the fullest plan and its customer, in the words of SQL."""
    plan = _showcase(database)
    columns = {row[1] for row in database.execute(f"PRAGMA table_info({table})")}
    customer = f"(SELECT customer_id FROM plans WHERE id = {plan})"  # noqa: S608 - a number
    if "plan_id" in columns:
        return f"plan_id = {plan}"
    if "customer_id" in columns:
        return f"customer_id = {customer}"
    return f"id = {customer}" if table == "customers" else "FALSE"


def _showcase(database: sqlite3.Connection) -> int:
    """The plan that most has happened to."""
    counted = "SELECT plan_id FROM events WHERE plan_id NOTNULL GROUP BY 1 ORDER BY count(*) DESC"
    return int(database.execute(counted).fetchone()[0])
