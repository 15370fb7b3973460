"""A rating, and how it comes about."""

from datetime import date

from planner.rating.ages import age_of
from planner.rating.facts import Facts
from planner.rating.one_sidedness import one_sidedness_of
from planner.rating.shifts import Shifts, shifts_of
from planner.rating.situation import Situation, situation_on
from planner.rating.symptoms import Symptom, symptoms_of
from planner.rating.thresholds import DEFAULTS, Thresholds
from planner.rating.value import value
from planner.rating.words import Age, RatedSide


@value
class Rating:
    """How the collaboration on a plan is rated on a day, with the thresholds that were used.

    An unrated plan has no figures (None) and no symptoms; a `solo` plan has all of them.
    """

    customer: str
    as_of: date
    thresholds: Thresholds
    age: Age
    one_sidedness: int | None = None
    one_sided: bool | None = None
    leaning: RatedSide | None = None
    shifts: Shifts | None = None
    symptoms: tuple[Symptom, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The rating as the command line prints it, with its keys in that order."""
        return {
            "customer": self.customer,
            "as_of": self.as_of.isoformat(),
            "age": self.age.value,
            "one_sidedness": self.one_sidedness,
            "one_sided": self.one_sided,
            "leaning": None if self.leaning is None else self.leaning.value,
            "shifts": None if self.shifts is None else self.shifts.as_json(),
            "symptoms": [symptom.as_json() for symptom in self.symptoms],
        }


def rate(facts: Facts, as_of: date, thresholds: Thresholds = DEFAULTS) -> Rating:
    """Rate the plan as it stood at the end of `as_of`."""
    plan = situation_on(as_of, facts, thresholds)
    if not plan.is_active:
        return Rating(facts.customer, as_of, thresholds, Age.UNRATED)
    return _rating(plan)


def _rating(plan: Situation) -> Rating:
    symptoms = symptoms_of(plan)
    one_sidedness = one_sidedness_of(plan)
    return Rating(
        customer=plan.facts.customer,
        as_of=plan.day.as_of,
        thresholds=plan.thresholds,
        age=age_of(plan, symptoms),
        one_sidedness=one_sidedness.number,
        one_sided=one_sidedness.is_flagged,
        leaning=one_sidedness.leaning,
        shifts=shifts_of(plan),
        symptoms=symptoms,
    )
