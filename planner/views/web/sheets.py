"""What a page opens above itself: its one sheet, which an ordinary page with a form comes into, and
its one menu, which says what can be done to an item beside what its row shows."""

from flask import request

from planner.extensions import htmx

BODY, MENU = "sheet-body", "menu"
"""The ids of what an answer fills; htmx says them with each request from there."""
DONE = {"HX-Trigger": "sheet:done"}
"""Tells the browser that the change is made: sheet and menu close, and the page behind them is
brought up to date."""


def in_sheet() -> bool:
    """Whether this request was made for the sheet, or by a form in it."""
    return _is_for(BODY)


def in_menu() -> bool:
    """Whether an item is asked what can be done to it, or a button in the menu was pressed."""
    return _is_for(MENU)


def is_above_page() -> bool:
    return in_sheet() or in_menu()


def notices() -> str:
    """The id of the place for what went wrong, where the person sees it."""
    return "sheet-notices" if in_sheet() else "notices"


def _is_for(place: str) -> bool:
    return bool(htmx) and request.headers.get("HX-Target", "").endswith(f"#{place}")
