"""What a valid plan file says and the database has no place for.

Such a file is refused with every place of it, since a file goes in whole or not at all and nothing
in it may be lost without a word. What has a place is read off the tables: a column that comes with
its model is taken in from then on.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from planner.planfiles.checks.messages import Rule
from planner.planfiles.checks.parsing import Document
from planner.planfiles.checks.problems import FilePlace, Report
from planner.planfiles.items import CUSTOMERS, PEOPLE_SHAPE, PLANS, SHAPES_OF_CUSTOMER
from planner.planfiles.shapes import PlainList, Shape


def report_unkept(document: Document, report: Report) -> None:
    """Report everything in the valid document for which there is no place."""
    for place in _unkept(document):
        report.add(place, Rule.NOT_KEPT, name=place[-1])


def _unkept(document: Document) -> Iterator[FilePlace]:
    yield from _of_item(CUSTOMERS, document["customer"], ("customer",))
    yield from _of_item(PLANS, document["plan"], ("plan",))
    for shape in (PEOPLE_SHAPE, *SHAPES_OF_CUSTOMER):
        yield from _of_items(shape, document, ())


def _of_items(shape: Shape, parent: Mapping[str, Any], place: FilePlace) -> Iterator[FilePlace]:
    for index, item in enumerate(parent.get(shape.list, ())):
        yield from _of_item(shape, item, (*place, shape.list, index))


def _of_item(shape: Shape, item: Mapping[str, Any], place: FilePlace) -> Iterator[FilePlace]:
    children = {child.list: child for child in shape.children}
    lists = {held.name: held for held in shape.lists}
    kept = {attribute.path[0] for attribute in shape.attributes} | children.keys() | lists.keys()
    yield from ((*place, name) for name in item if name not in kept)
    for child in shape.children:
        yield from _of_items(child, item, place)
    for held in shape.lists:
        if held.single is None:
            yield from _of_plain_list(held, item.get(held.name, ()), (*place, held.name))


def _of_plain_list(held: PlainList, items: Any, place: FilePlace) -> Iterator[FilePlace]:
    kept = {attribute.name for attribute in held.attributes}
    for index, item in enumerate(items):
        yield from ((*place, index, name) for name in item if name not in kept)
