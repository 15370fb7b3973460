"""What the lead's table shows, by statements written by hand: the figures and nothing else.

They are what somebody would write who knows the tables and needs only these figures, each by as few
statements as it takes; nothing is translated, rounded, judged or laid out.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

PAGE = 25
_COVERED = """covered AS (
  SELECT DISTINCT p.customer_id, x.field_id
  FROM plans p JOIN members m ON m.plan_id = p.id JOIN people x ON x.id = m.person_id
  WHERE p.status <> 'closed' AND m.left_on IS NULL AND x.field_id IS NOT NULL
    AND x.role IN ('specialist', 'value_specialist') {of_plan})"""
_NEXT = """SELECT p.customer_id FROM plans p JOIN activities a ON a.plan_id = p.id
  WHERE p.status <> 'closed' AND a.status IN ('open', 'planned') AND a.due_on >= :today
  {of_plan}"""
_SIDES = """HAVING max(CASE WHEN x.role IN ('generalist', 'business_developer',
    'customer_developer', 'inside_account_manager') THEN 1 ELSE 0 END) = 1
  AND max(CASE WHEN x.role IN ('specialist', 'value_specialist') THEN 1 ELSE 0 END) = 1"""
LISTS = """WITH {covered} SELECT
 (SELECT count(*) FROM customers k WHERE 1 = 1 {of_customer}),
 (SELECT count(DISTINCT p.customer_id) FROM plans p WHERE p.status <> 'closed' {of_plan}),
 (SELECT count(DISTINCT customer_id) FROM (SELECT p.customer_id FROM plans p
  JOIN goals g ON g.plan_id = p.id JOIN commitments c ON c.goal_id = g.id
  JOIN people x ON x.id = c.person_id
  WHERE p.status <> 'closed' AND g.status = 'active' AND c.asked_again_on IS NULL {of_plan}
  GROUP BY p.customer_id, g.id {both_sides}) joint_goals),
 (SELECT count(*) FROM (SELECT DISTINCT customer_id FROM ({next_steps}) steps) planned),
 (SELECT count(*) FROM (SELECT p.customer_id FROM plans p
  JOIN conversations t ON t.plan_id = p.id JOIN entries e ON e.conversation_id = t.id
  WHERE e."on" >= :since {of_plan}
  UNION SELECT p.customer_id FROM plans p JOIN activities a ON a.plan_id = p.id
  WHERE a.customer_facing AND a.done_on >= :since {of_plan}) contacts),
 (SELECT count(DISTINCT k.customer_id) FROM potentials k
  LEFT JOIN covered v ON v.customer_id = k.customer_id AND v.field_id = k.field_id
  WHERE {wanted} AND v.customer_id IS NULL {of_potential}),
 (SELECT count(DISTINCT p.customer_id) FROM plans p
  WHERE p.status <> 'closed' AND p.ends_on > :soon {of_plan}),
 (SELECT count(DISTINCT p.customer_id) FROM plans p JOIN requests r ON r.plan_id = p.id
  WHERE p.status <> 'closed' AND r.status = 'pending' {of_plan})"""
SUMS = """WITH {chosen} {covered}
SELECT {key} k.field_id, c.currency, count(DISTINCT k.customer_id),
  count(DISTINCT CASE WHEN v.customer_id IS NULL THEN k.customer_id END), sum(k.annual_value),
  sum(k.annual_value * coalesce(k.share_of_wallet, 0)),
  sum(CASE WHEN v.customer_id IS NULL THEN k.annual_value ELSE 0 END)
FROM customers c JOIN potentials k ON k.customer_id = c.id
LEFT JOIN covered v ON v.customer_id = k.customer_id AND v.field_id = k.field_id
WHERE {wanted} {of_potential} GROUP BY {key} k.field_id, c.currency"""
DEALS = """WITH {chosen} one AS (SELECT 1)
SELECT {key} coalesce(d.field_id, g.field_id), c.currency, count(*), sum(d.annual_value)
FROM plans p JOIN customers c ON c.id = p.customer_id JOIN deals d ON d.plan_id = p.id
LEFT JOIN goals g ON g.id = d.goal_id
WHERE p.status <> 'closed' AND d.status = 'planned' {of_plan}
GROUP BY {key} coalesce(d.field_id, g.field_id), c.currency"""
GROUPS = "SELECT {key} count(*) FROM customers c GROUP BY c.segment ORDER BY c.segment LIMIT 26"
CUSTOMERS = """WITH {chosen} {covered},
gaps AS (SELECT k.customer_id, sum(k.annual_value) AS value FROM potentials k
  LEFT JOIN covered v ON v.customer_id = k.customer_id AND v.field_id = k.field_id
  WHERE {wanted} AND v.customer_id IS NULL {of_potential} GROUP BY k.customer_id)
SELECT k.id, k.key, k.name, k.currency, x.name, t.name
FROM customers k LEFT JOIN gaps ON gaps.customer_id = k.id
LEFT JOIN people x ON x.id = k.owner_id LEFT JOIN teams t ON t.id = x.team_id
WHERE 1 = 1 {of_customer}
ORDER BY coalesce(gaps.value, 0) DESC, k.name_folded, k.id LIMIT 26 OFFSET :skipped"""
_PIECES = {
    "covered": _COVERED,
    "next_steps": _NEXT,
    "both_sides": _SIDES,
    "wanted": "k.status <> 'rejected' AND k.annual_value > 0",
    "field": "coalesce(a.field_id, d.field_id, g.field_id)",
}
CELLS = (
    """SELECT k.customer_id, k.field_id, sum(k.annual_value),
  sum(k.annual_value * k.share_of_wallet) FROM potentials k
WHERE {wanted} AND k.customer_id IN ({ids}) GROUP BY k.customer_id, k.field_id""",
    """SELECT DISTINCT p.customer_id, x.field_id, x.name
FROM plans p JOIN members m ON m.plan_id = p.id JOIN people x ON x.id = m.person_id
WHERE p.customer_id IN ({ids}) AND p.status <> 'closed' AND m.left_on IS NULL
  AND x.role IN ('specialist', 'value_specialist')""",
    """SELECT p.customer_id, coalesce(t.field_id, g.field_id), e.state, e."on" FROM plans p
JOIN conversations t ON t.plan_id = p.id JOIN entries e ON e.conversation_id = t.id
LEFT JOIN goals g ON g.id = t.goal_id WHERE p.customer_id IN ({ids})
ORDER BY e."on" DESC, e.position DESC, e.id DESC""",
    """SELECT p.customer_id, coalesce(d.field_id, g.field_id), count(*), sum(d.annual_value)
FROM plans p JOIN deals d ON d.plan_id = p.id LEFT JOIN goals g ON g.id = d.goal_id
WHERE p.customer_id IN ({ids}) AND p.status <> 'closed' AND d.status = 'planned'
GROUP BY p.customer_id, coalesce(d.field_id, g.field_id)""",
    """SELECT p.customer_id, {field}, min(CASE WHEN a.due_on >= :today THEN a.due_on END),
  sum(CASE WHEN a.due_on < :today THEN 1 ELSE 0 END)
FROM plans p JOIN activities a ON a.plan_id = p.id LEFT JOIN deals d ON d.id = a.deal_id
LEFT JOIN goals g ON g.id = a.goal_id
WHERE p.customer_id IN ({ids}) AND p.status <> 'closed' AND a.status IN ('open', 'planned')
GROUP BY p.customer_id, {field}""",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A page of the table: where it is, and what of all it is about, as SQL."""

    path: str
    listed: str = ""
    chosen: str = ""
    skipped: int = 0
    key: str = ""


_TEAM = "SELECT c.id FROM customers c JOIN people o ON o.id = c.owner_id WHERE o.team_id = 3"
_LIST = """SELECT p.customer_id AS id FROM plans p WHERE p.status <> 'closed'
EXCEPT {next_steps}"""
PAGES = {
    "customers one by one": Asked("/team"),
    "customers, page 200": Asked("/team?page=200", skipped=199 * PAGE),
    "one list": Asked("/team?gap=no_next_step", chosen=_LIST),
    "one team": Asked("/team?team=3", listed=_TEAM, chosen=_TEAM),
    "added up by segment": Asked("/team?group=segment", key="c.segment,"),
}


class Bare:
    """A connection of the database's own driver."""

    def __init__(self, connection: Any, marks: str, today: datetime.date) -> None:
        self._connection = connection
        self._marks = marks
        self._values = {
            "today": str(today),
            "since": str(today - datetime.timedelta(days=90)),
            "soon": str(today + datetime.timedelta(days=60)),
        }

    def figures(self, asked: Asked) -> list[list[tuple[Any, ...]]]:
        """All that the page shows, the counts of the lists first."""
        return list(self._answers(asked))

    def _answers(self, asked: Asked) -> Iterator[list[tuple[Any, ...]]]:
        yield self._rows(LISTS, asked, _among(asked.listed))
        parts = {**_among("SELECT id FROM chosen" if asked.chosen else ""), "key": asked.key}
        chosen = _written(asked.chosen, _among(""))
        parts["chosen"] = f"chosen AS ({chosen})," if chosen else ""
        yield self._rows(SUMS, asked, parts)
        yield self._rows(DEALS, asked, parts)
        if asked.key:
            yield self._rows(GROUPS, asked, parts)
            return
        customers = self._rows(CUSTOMERS, asked, parts)
        yield customers
        ids = ", ".join(str(row[0]) for row in customers[:PAGE])
        for statement in CELLS:
            yield self._rows(statement, asked, {**parts, "ids": ids})

    def _rows(self, statement: str, asked: Asked, parts: dict[str, str]) -> list[tuple[Any, ...]]:
        written = re.sub(r":(\w+)", self._marks, _written(statement, parts))
        values = {**self._values, "skipped": asked.skipped}
        return list(self._connection.execute(written, values).fetchall())


def _written(statement: str, parts: dict[str, str]) -> str:
    pieces = {name: piece.format(**parts) for name, piece in _PIECES.items()}
    return statement.format(**pieces, **parts)


def _among(customers: str) -> dict[str, str]:
    if not customers:
        return {"of_customer": "", "of_plan": "", "of_potential": ""}
    return {
        "of_customer": f"AND k.id IN ({customers})",
        "of_plan": f"AND p.customer_id IN ({customers})",
        "of_potential": f"AND k.customer_id IN ({customers})",
    }
