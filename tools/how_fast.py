"""Print how many seconds of the processor a small piece of the program's kind of work takes in this
Python; fail where it is too old or cannot make virtual environments.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this is how it is found out
    sys.exit(1)

import importlib.util
import json
import re
import time

TIMES = 12


class Row:
    """Something with a value, as there are many."""

    def __init__(self, value: int) -> None:
        self.value = value


def work() -> int:
    """Texts, dictionaries, objects and calls, as pages are made of."""
    found: dict[int, list[str]] = {}
    for number in range(12_000):
        found.setdefault(number % 97, []).append(f"{number}-{number * 3}")
    text = json.dumps(found)
    return sum(Row(int(one.partition("-")[0])).value for one in re.findall(r"\d+-\d+", text))


def seconds() -> float:
    """The least of some times, in which nothing else came between."""
    taken = []
    for _time in range(TIMES):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


if __name__ == "__main__":
    can_make = importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv")
    print(seconds() if can_make else sys.exit(1))
