"""What the doctor says of one thing."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it stands with it."""

    OK = "ok"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True)
class Diagnosis:
    """What was looked at, how it is, and what to do unless that is well."""

    check: str
    state: State
    found: str
    advice: str = ""


def ok(check: str, found: str) -> Diagnosis:
    return Diagnosis(check, State.OK, found)


def warning(check: str, found: str, advice: str) -> Diagnosis:
    return Diagnosis(check, State.WARNING, found, advice)


def failure(check: str, found: str, advice: str) -> Diagnosis:
    return Diagnosis(check, State.FAILURE, found, advice)
