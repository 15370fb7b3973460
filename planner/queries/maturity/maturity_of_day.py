"""The whole picture of how the collaboration on a plan is rated, for a day.

Its members see it computed for that very day. A lead or an auditor sees what was stored and may be
seen by now: computing it anew for them would tell of a relapse before its time.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner import clock
from planner.models import Plan, StoredRating
from planner.queries.maturity import (
    evidence,
    facts,
    maturity,
    organisation,
    rating_history,
    way as ways,
)
from planner.queries.maturity.evidence import EvidenceItem
from planner.queries.maturity.maturity import HeldSymptom
from planner.queries.maturity.rating_history import AgeChange
from planner.queries.maturity.way import WayOfPlan
from planner.rating import Age, Gate, Rating, Symptom, Thresholds, gates, rate
from planner.rating.gates import needs_of
from planner.rating.one_sidedness import Pair, pairs_of
from planner.rating.situation import situation_on
from planner.rating.way import way_from


@dataclass(frozen=True, slots=True)
class MaturityOfDay:
    """`pairs` (goals, activities, contacts, log, ideas) are None, and there are no `gates`, where
    only what was stored is shown. `items` are all that the evidence names, by their reference.
    `way` leads on from today; None on other days, and where there is nowhere to go.
    """

    day: datetime.date
    age: Age
    one_sidedness: int | None
    one_sided: bool
    leaning: str | None
    shifts: Mapping[str, int] | None
    symptoms: tuple[HeldSymptom, ...]
    gates: tuple[Gate, ...]
    pairs: tuple[Pair, ...] | None
    turns: list[AgeChange]
    items: Mapping[str, EvidenceItem]
    thresholds: Thresholds
    way: WayOfPlan | None = None

    @property
    def own_thresholds(self) -> Mapping[str, int]:
        """Those of the numbers used that are not the usual ones."""
        return organisation.differing(self.thresholds)

    @property
    def deciding(self) -> tuple[HeldSymptom, ...]:
        return tuple(held for held in self.symptoms if held.decides and held.age is self.age)

    def items_of(self, references: Iterable[str]) -> list[EvidenceItem]:
        """The items that are still there."""
        return [self.items[name] for name in references if name in self.items]


def computed(plan: Plan, day: datetime.date) -> MaturityOfDay:
    """The picture as it stood at the end of `day`."""
    known, numbers = facts.facts_of_plan(plan.id), organisation.thresholds()
    rating = rate(known, day, numbers)
    situation = situation_on(day, known, numbers)
    is_rated = rating.age is not Age.UNRATED
    stages = gates(rating.age, rating.symptoms, needs_of(situation)) if is_rated else ()
    way = way_from(situation) if day == clock.today() else None
    items = evidence.items_of_evidence(plan, _references(rating, stages) | ways.references(way))
    return MaturityOfDay(
        day=day,
        age=rating.age,
        one_sidedness=rating.one_sidedness,
        one_sided=bool(rating.one_sided),
        leaning=rating.leaning,
        shifts=rating.shifts.as_json() if rating.shifts else None,
        symptoms=_answered(plan, rating),
        gates=stages,
        pairs=pairs_of(situation) if is_rated else None,
        turns=rating_history.turns(plan.id, day),
        items=items,
        thresholds=numbers,
        way=None if way is None else ways.with_names(way, items),
    )


def _answered(plan: Plan, rating: Rating) -> tuple[HeldSymptom, ...]:
    return maturity.with_answers(rating.symptoms, maturity.answers(plan.id))


def _references(rating: Rating, stages: Iterable[Gate]) -> set[str]:
    named = {reference for symptom in rating.symptoms for reference in symptom.evidence}
    conditions = (condition for gate in stages for condition in gate.conditions)
    return named.union(*(condition.evidence for condition in conditions))


def stored(plan: Plan, day: datetime.date) -> MaturityOfDay | None:
    """What a lead may see of that day by now; None if there is nothing."""
    today = clock.today()
    found = rating_history.stored_on(plan.id, day, visible_on=today)
    return None if found is None else _from_stored(plan, found, day, today)


def _from_stored(
    plan: Plan, found: StoredRating, day: datetime.date, today: datetime.date
) -> MaturityOfDay:
    symptoms = maturity.symptoms_from(found.symptoms)
    named = {reference for symptom in symptoms for reference in symptom.evidence}
    return MaturityOfDay(
        day=found.on,
        age=Age(found.age),
        one_sidedness=found.one_sidedness,
        one_sided=bool(found.one_sided),
        leaning=found.leaning,
        shifts=found.shifts,
        symptoms=maturity.with_answers(symptoms, maturity.answers(plan.id)),
        gates=(),
        pairs=None,
        turns=rating_history.turns(plan.id, day, visible_on=today),
        items=evidence.items_of_evidence(plan, named),
        thresholds=organisation.thresholds_from(found.thresholds),
    )


def symptom(plan: Plan, code: str) -> Symptom | None:
    """A symptom as it holds today."""
    rating = rate(facts.facts_of_plan(plan.id), clock.today(), organisation.thresholds())
    return next((found for found in rating.symptoms if found.code == code), None)
