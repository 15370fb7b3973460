"""Customers from a pasted table."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from planner.actions.plan import customers
from planner.imports.closed_lists import stage_of
from planner.imports.countries import country_code
from planner.imports.currencies import currency_code, is_currency
from planner.imports.pasted.cells import amount, cell_choice, cell_line
from planner.imports.pasted.looking import New, PastedRow
from planner.imports.recognising.headings import folded
from planner.insights.names import AlikeNames, core_of
from planner.models import Customer, Person
from planner.models.folding import fold
from planner.models.kinds import Stage
from planner.queries.plan.alike_customers import KnownCustomers
from planner.words import gettext

_WEBSITE = re.compile(r"(https?://|www\.)\S+|[\w-]+(\.[\w-]+)*\.[a-z]{2,}(/\S*)?")


class PastedCustomers:
    """Reads rows of customers, beside those who are there already.

    `owners` are the ids of those who can own one, by what people call them: name or address.
    `usual_owner` owns those that name nobody; where it is None, nobody does if that `is_allowed`.
    """

    noun: ClassVar = "customers"
    fields: ClassVar[Sequence[str]] = (
        *("name", "owner", "stage", "segment", "industry", "city", "country", "website"),
        *("annual_revenue", "currency"),
    )
    looks: ClassVar[Mapping[str, Callable[[str], bool]]] = {
        "stage": lambda cell: stage_of(cell) is not None,
        "country": lambda cell: country_code(cell) is not None,
        "website": lambda cell: _WEBSITE.fullmatch(cell) is not None,
        "currency": is_currency,
    }

    def __init__(
        self,
        owners: Mapping[str, int],
        usual_owner: int | None,
        *,
        is_allowed: bool,
        person: Person,
    ) -> None:
        self._owners = {folded(name): identity for name, identity in owners.items()}
        self._usual_owner = usual_owner
        self._needs_owner = usual_owner is None and not is_allowed
        self._known = KnownCustomers(person)
        self._above: AlikeNames[int] = AlikeNames()
        self.new: dict[str, New] = {}

    def problems_of(self, columns: Sequence[str]) -> list[str]:
        return [] if "name" in columns else [gettext("Say which column is the name.")]

    def read(self, entry: PastedRow) -> None:
        entry.values |= {
            "name": cell_line(entry, "name", required=True),
            "owner_id": self._owner(entry),
            "stage": cell_choice(entry, "stage", Stage, stage_of) or Stage.CUSTOMER,
            "segment": cell_line(entry, "segment") or None,
            "industry": cell_line(entry, "industry") or None,
            "city": cell_line(entry, "city") or None,
            "country": _country(entry),
            "annual_revenue": amount(entry, "annual_revenue"),
            "currency": _currency(entry),
            "website": cell_line(entry, "website") or None,
        }
        self._compare(entry)

    def _owner(self, entry: PastedRow) -> int | None:
        said = entry.cells.get("owner", "")
        found = self._owners.get(folded(said)) if said else self._usual_owner
        if said and found is None:
            entry.problems["owner"] = gettext(
                "Nobody of this name can own a customer. Write the name or the address of somebody"
                " of the generalist side or of a team lead."
            )
        elif found is None and self._needs_owner:
            entry.problems["owner"] = gettext("Write whose customer it is.")
        return found

    def _compare(self, entry: PastedRow) -> None:
        """Say which customer may be there already, in the program or further up in the table."""
        name = entry.values["name"]
        if not name:
            return
        core = core_of(fold(name))
        seen, ask = self._known.like(name, entry.values["website"])
        above = self._above.like(core)
        self._above.add(core, entry.line)
        if seen:
            entry.alike = gettext("“%(name)s” is there already.", name=seen)
        elif ask:
            entry.alike = gettext(
                "This customer may be there already. Ask %(names)s.", names=", ".join(ask)
            )
        elif above:
            entry.alike = gettext("Row %(row)d may be the same customer.", row=above[0])


def write(entries: Sequence[PastedRow], *, by: Person) -> list[Customer]:
    return customers.create_many([entry.values for entry in entries], by=by)


def _country(entry: PastedRow) -> str | None:
    said = cell_line(entry, "country")
    code = country_code(said) if said else None
    if said and code is None:
        entry.problems["country"] = gettext("Write a country, or its two letters such as DE.")
    return code


def _currency(entry: PastedRow) -> str:
    said = cell_line(entry, "currency")
    code = currency_code(said) if said else "EUR"
    if code is None:
        entry.problems["currency"] = gettext("Write three capital letters, such as EUR.")
    return code or "EUR"
