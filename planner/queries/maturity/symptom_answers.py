"""What members say to the symptoms of many plans; who said it stands at the plan alone."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from planner.database import db
from planner.models import Customer, Plan, SymptomAnswer
from planner.models.kinds import AnswerKind
from planner.rating import Symptom


@dataclass(frozen=True, slots=True)
class Answered:
    kind: AnswerKind
    until: datetime.date | None
    text: str
    on: datetime.date
    evidence: tuple[str, ...]


Answers = dict[int, dict[str, Answered]]
"""By plan and code."""


def answers_of_plans(plan_ids: Collection[int]) -> Answers:
    """Each holds only while the evidence of its symptom is this one; see `holding`."""
    return _read(SymptomAnswer.plan_id.in_(plan_ids))


def answers_of_customers(chosen: ColumnElement[bool]) -> Answers:
    """Of all plans of the customers that meet a condition, which may be many."""
    plans = select(Plan.id).join(Customer, Customer.id == Plan.customer_id).where(chosen)
    return _read(SymptomAnswer.plan_id.in_(plans))


def _read(condition: ColumnElement[bool]) -> Answers:
    statement = select(
        SymptomAnswer.plan_id,
        SymptomAnswer.code,
        SymptomAnswer.kind,
        SymptomAnswer.until,
        SymptomAnswer.text,
        SymptomAnswer.on,
        SymptomAnswer.evidence,
    ).where(condition)
    found: Answers = defaultdict(dict)
    for plan_id, code, kind, until, text, on, evidence in db.session.execute(statement):
        found[plan_id][code] = Answered(kind, until, text, on, tuple(evidence))
    return found


def holding(answers: Answers, plan_id: int, symptom: Symptom) -> Answered | None:
    """The answer to a symptom; one to other evidence has lapsed."""
    answer = answers.get(plan_id, {}).get(symptom.code)
    return answer if answer is not None and answer.evidence == symptom.evidence else None
