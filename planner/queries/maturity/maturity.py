"""Where the collaboration on a plan stands, as it was stored; nothing is rated here."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Date, String, bindparam, cast, select
from sqlalchemy.orm import aliased

from planner import clock
from planner.database import db, named, rows
from planner.models import Person, Plan, Setting, StoredRating, SymptomAnswer
from planner.models.kinds import AnswerKind
from planner.models.people.setting import AGE_NAMES, AgeNames
from planner.queries.maturity import organisation
from planner.rating import Age, Symptom, Thresholds


@dataclass(frozen=True, slots=True)
class AnswerOfMember:
    """What a member says to a symptom; it holds while the symptom's evidence is this one."""

    code: str
    kind: AnswerKind
    until: datetime.date | None
    text: str
    on: datetime.date
    evidence: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class HeldSymptom:
    """A symptom that holds, with the members' answer to this very evidence of it."""

    code: str
    age: Age
    decides: bool
    evidence: tuple[str, ...]
    answer: AnswerOfMember | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a plan stands since `on`; both are None as long as it was never rated.

    Equal stands look the same on a page, so that a page in the cache can depend on one.
    """

    on: datetime.date | None
    age: Age | None
    symptoms: tuple[HeldSymptom, ...]
    thresholds: Thresholds
    names: AgeNames

    @property
    def deciding(self) -> tuple[HeldSymptom, ...]:
        """The symptoms that hold the plan in its age."""
        return tuple(held for held in self.symptoms if held.decides and held.age is self.age)


def _decided(name: str) -> Any:
    return select(Setting.value).where(Setting.name == name).scalar_subquery()


_other = aliased(StoredRating)
LATEST_RATING = (
    select(_other.id)
    .where(
        _other.plan_id == Plan.id,
        _other.on <= bindparam("today", type_=Date),
        _other.visible_to_leads_on <= bindparam("visible_on", type_=Date),
    )
    .order_by(_other.on.desc())
    .limit(1)
    .correlate(Plan)
    .scalar_subquery()
)
"""Of the plan of the statement around it: that of `today`, as it is to be seen on `visible_on`."""
RATING_COLUMNS = (
    StoredRating.on,
    StoredRating.age,
    cast(StoredRating.symptoms, String),
    cast(StoredRating.thresholds, String),
)
"""All that is stored of it and shown, to be compared: it may change without an event."""
_ANSWER = (
    SymptomAnswer.code,
    SymptomAnswer.kind,
    SymptomAnswer.until,
    SymptomAnswer.text,
    SymptomAnswer.on,
    SymptomAnswer.evidence,
    Person.name,
)
# One statement for all of it, since every opening of a customer's page asks for it.
_STAND = named(
    select(
        _decided(AGE_NAMES),
        StoredRating.on,
        StoredRating.age,
        StoredRating.symptoms,
        StoredRating.thresholds,
        *_ANSWER,
    )
    .select_from(Plan)
    .outerjoin(StoredRating, StoredRating.id == LATEST_RATING)
    .outerjoin(SymptomAnswer, SymptomAnswer.plan_id == Plan.id)
    .outerjoin(Person, Person.id == SymptomAnswer.by_id)
    .where(Plan.id == bindparam("plan_id"))
)


def stand(plan_id: int, *, at_once: bool) -> Stand:
    """Where the plan stands, for a member (`at_once`) or for who may see it later than those.

    One statement.
    """
    visible_on = datetime.date.max if at_once else clock.today()
    found = rows(_STAND, plan_id=plan_id, today=clock.today(), visible_on=visible_on)
    names, on, age, symptoms, numbers = found[0][:5]
    answers = _by_code(row[5:] for row in found)
    return Stand(
        on,
        None if age is None else Age(age),
        with_answers(symptoms_from(symptoms or ()), answers),
        organisation.thresholds_from(numbers or {}),
        AgeNames(names or AgeNames.AGES),
    )


def answers(plan_id: int) -> dict[str, AnswerOfMember]:
    """What members say to the symptoms of a plan, by code."""
    statement = (
        select(*_ANSWER)
        .join(Person, Person.id == SymptomAnswer.by_id)
        .where(SymptomAnswer.plan_id == plan_id)
    )
    return _by_code(db.session.execute(statement).all())


def _by_code(found: Iterable[Sequence[Any]]) -> dict[str, AnswerOfMember]:
    return {
        code: AnswerOfMember(code, kind, until, text, on, tuple(evidence), by)
        for code, kind, until, text, on, evidence, by in found
        if code is not None
    }


def symptoms_from(stored: Iterable[Mapping[str, Any]]) -> tuple[Symptom, ...]:
    """The symptoms as they were stored with a rating."""
    return tuple(
        Symptom(item["code"], Age(item["age"]), item["decides"], tuple(item["evidence"]))
        for item in stored
    )


def with_answers(
    symptoms: Iterable[Symptom], answered: Mapping[str, AnswerOfMember]
) -> tuple[HeldSymptom, ...]:
    """Each symptom with its answer; an answer to other evidence has lapsed."""
    return tuple(
        HeldSymptom(
            symptom.code,
            symptom.age,
            symptom.decides,
            symptom.evidence,
            _holding(answered.get(symptom.code), symptom.evidence),
        )
        for symptom in symptoms
    )


def _holding(answer: AnswerOfMember | None, evidence: tuple[str, ...]) -> AnswerOfMember | None:
    return answer if answer is not None and answer.evidence == evidence else None
