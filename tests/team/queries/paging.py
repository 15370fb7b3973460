"""Goes through a list page by page."""

from collections.abc import Callable
from typing import TypeVar

from planner.insights.pages import FIRST_PAGE, Page
from planner.queries.web.paging import ListPage

_Row = TypeVar("_Row")


def all_pages(read: Callable[[Page], ListPage[_Row]]) -> list[_Row]:
    """The rows of all pages, as addresses lead from each to the next; the way back is the same."""
    page: ListPage[_Row] | None = read(FIRST_PAGE)
    found: list[list[_Row]] = []
    while page is not None:
        if page.before is not None:
            assert read(Page.read(str(page.before))).rows == found[-1]
        assert (page.before is None) == (not found)
        found.append(page.rows)
        page = read(Page.read(str(page.after))) if page.after is not None else None
    return [row for rows in found for row in rows]
