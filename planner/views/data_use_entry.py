"""One use of data about people, as the page of all of them describes it."""

from dataclasses import dataclass

from planner.access import Permission


@dataclass(frozen=True, slots=True)
class Use:
    """`tables` has the columns of each table, with blanks between them. Who sees it is said by
    permissions of the table of who may do what, or in `only` where that table has nothing to say.
    """

    what: str
    purpose: str
    kept: str
    tables: dict[str, str]
    seen_by: tuple[Permission, ...] = ()
    only: str = ""
