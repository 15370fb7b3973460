"""Searches for names, the same in every list."""

from typing import Any

from sqlalchemy import ColumnElement, and_, or_, true

from planner.models.folding import like_patterns


def name_has(folded: Any, text: str) -> ColumnElement[bool]:
    """Whether all words of the text are in the name; `folded` is the `name_folded` beside it."""
    words = (
        or_(*(folded.like(pattern, escape="/") for pattern in patterns))
        for patterns in like_patterns(text)
    )
    return and_(true(), *words)
