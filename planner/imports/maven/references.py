"""What the rows of the pipeline name: sellers, products and accounts of the other files."""

from dataclasses import dataclass, field

from planner.actions.keys import Keys
from planner.imports.cells import Cells
from planner.imports.dirt import Dirt
from planner.imports.matching import Match, Names
from planner.imports.maven.accounts import AccountsRead
from planner.imports.maven.products import Fields


@dataclass
class KnownNames:
    """What a deal can refer to; customers grow by those whom only a deal names."""

    sellers: Names
    fields: Fields
    customers: AccountsRead
    keys: Keys = field(default_factory=Keys)


def _find(cells: Cells, column: str, names: Names) -> Match | None:
    """What a column names, however it is spelled; says so if not as in the list."""
    text = cells.text(column)
    match = names.find(text)
    if match and not match.exact:
        cells.note(Dirt.SPELLED_DIFFERENTLY, f"{column} “{text}”, now “{match.name}”")
    return match


def product_of(cells: Cells, fields: Fields) -> Match | None:
    """The field that the product of a deal is; None if there is none, which is noted."""
    match = _find(cells, "product", fields.names)
    if match is None:
        text = cells.text("product")
        kind = Dirt.UNKNOWN_FIELD if text else Dirt.DEAL_WITHOUT_FIELD
        cells.note(kind, f"“{text}”" if text else "")
    return match


def seller_key_of(cells: Cells, sellers: Names) -> str | None:
    """The key of the seller that a row names; None, with a finding, where nobody is found."""
    match = _find(cells, "sales_agent", sellers)
    if match is None:
        text = cells.text("sales_agent")
        kind = Dirt.UNKNOWN_SELLER if text else Dirt.DEAL_WITHOUT_SELLER
        cells.note(kind, f"“{text}”" if text else "")
    return match.key if match else None


def customer_key_of(cells: Cells, stage: str, customers: AccountsRead) -> str | None:
    """The key of the customer that a row names, added where only its name is known."""
    text = cells.text("account")
    if not text:
        cells.note(Dirt.DEAL_WITHOUT_CUSTOMER, stage)
        return None
    if match := _find(cells, "account", customers.names):
        return match.key
    cells.note(Dirt.CUSTOMER_KNOWN_BY_NAME_ONLY, f"“{text}”")
    return customers.add_by_name_only(text, cells.row.place)
