"""What stands where in a document."""

from typing import Any, TypeAlias

from planner.planfiles.checks.problems import FilePlace

FoundItems: TypeAlias = list[tuple[FilePlace, Any]]


def found_at(document: dict[str, Any], pointer: str) -> FoundItems:
    """Everything at a pointer in which * stands for every index, each with its own place."""
    found: FoundItems = [((), document)]
    for step in pointer.split("/")[1:]:
        if step == "*":
            found = [
                ((*place, index), item)
                for place, value in found
                if isinstance(value, list)
                for index, item in enumerate(value)
            ]
        else:
            found = [
                ((*place, step), value[step])
                for place, value in found
                if isinstance(value, dict) and step in value
            ]
    return found


def objects_at(document: dict[str, Any], pointer: str) -> FoundItems:
    """The objects at a pointer; whatever else stands there the schema has reported."""
    return [found for found in found_at(document, pointer) if isinstance(found[1], dict)]


def objects_in(value: Any) -> list[tuple[int, dict[str, Any]]]:
    """The objects of what should be a list, with their indexes."""
    items = enumerate(value if isinstance(value, list) else ())
    return [(index, item) for index, item in items if isinstance(item, dict)]
