"""A rating as text: in words for people who read it on a terminal, or as a line of JSON."""

import json

from planner.cli.way_text import way_text
from planner.rating import Rating, Symptom
from planner.rating.way import Way


def as_json_line(rating: Rating) -> str:
    return json.dumps(rating.as_json())


def with_way_as_json_line(rating: Rating, way: Way | None) -> str:
    """The same with the way to the next age, null where there is nowhere to go."""
    return json.dumps({**rating.as_json(), "way": None if way is None else way.as_json()})


def with_way_text(rating: Rating, way: Way | None) -> str:
    """The lines of a rating, and those of its way where there is one to go."""
    return text_of(rating) if way is None else f"{text_of(rating)}\n{way_text(way)}"


def text_of(rating: Rating) -> str:
    """A few lines: the age, the one-sidedness, and the symptoms, those that decided first."""
    lines = [f"{rating.customer}: {rating.age} on {rating.as_of}"]
    if rating.shifts is not None:
        lines.append(f"  one-sidedness: {_one_sidedness(rating)}")
        lines += [f"  {_symptom(symptom)}" for symptom in _deciding_first(rating)]
        shifts = ", ".join(f"{name} {number}" for name, number in rating.shifts.as_json().items())
        lines.append(f"  shifts: {shifts}")
    return "\n".join(lines)


def _one_sidedness(rating: Rating) -> str:
    number = "too little to say" if rating.one_sidedness is None else str(rating.one_sidedness)
    flag = " (one-sided)" if rating.one_sided else ""
    leaning = f", leaning to the {rating.leaning} side" if rating.leaning else ""
    return f"{number}{flag}{leaning}"


def _deciding_first(rating: Rating) -> list[Symptom]:
    """Those that put the plan where it is, then those that could have, then the others."""
    return sorted(
        rating.symptoms,
        key=lambda symptom: (not symptom.decides, symptom.age != rating.age),
    )


def _symptom(symptom: Symptom) -> str:
    decides = "decides, " if symptom.decides else ""
    evidence = f": {', '.join(symptom.evidence)}" if symptom.evidence else ""
    return f"{symptom.code} ({decides}{symptom.age}){evidence}"
