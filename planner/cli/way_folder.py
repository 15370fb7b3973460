"""Writes the plan files that ways speak of into a folder: with all steps, and with all but one."""

import re
from collections.abc import Iterable
from pathlib import Path

from planner.cli.plan_file_lines import Unanswered
from planner.cli.whole_files import write_whole
from planner.planfiles.checks.parsing import Document
from planner.planfiles.checks.problems import quoted

_OF_A_WAY = re.compile(r"all|without-\d+")


class WayFolder:
    """A folder, made if it is not there, in which each customer has one way.

    Raises Unanswered for a folder that cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._customers: set[str] = set()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._because(error) from error

    def write(self, customer: str, documents: Iterable[tuple[str, Document]]) -> None:
        """Write `CUSTOMER.NAME.json` for each; what an earlier way of the customer left goes.

        Raises Unanswered for a second way of a customer, and where the folder takes nothing.
        """
        if customer in self._customers:
            raise Unanswered(
                f"The way of the customer {quoted(customer)} is written already; "
                "give another folder for this plan."
            )
        self._customers.add(customer)
        try:
            written = set()
            for name, document in documents:
                write_whole(self._folder / f"{customer}.{name}.json", document)
                written.add(name)
            self._clear(customer, written)
        except OSError as error:
            raise self._because(error) from error

    def _clear(self, customer: str, written: set[str]) -> None:
        for path in self._folder.iterdir():
            name = path.name.removeprefix(f"{customer}.").removesuffix(".json")
            is_of_way = path.name == f"{customer}.{name}.json" and _OF_A_WAY.fullmatch(name)
            if is_of_way and name not in written:
                path.unlink()

    def _because(self, error: OSError) -> Unanswered:
        return Unanswered(f"{error.filename or self._folder}: {error.strerror}.")
