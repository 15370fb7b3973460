"""A rating as text: in words for people who read it on a terminal, or as a line of JSON."""

import json

from planner.rating import Rating, Symptom


def as_json_line(rating: Rating) -> str:
    return json.dumps(rating.as_json())


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
