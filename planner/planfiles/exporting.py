"""Plan files out of the database."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from planner.database import db
from planner.models import Plan
from planner.planfiles import stored
from planner.planfiles.checks.parsing import Document
from planner.planfiles.item_values import owner_of
from planner.planfiles.items import (
    ACTIVITIES,
    CONTACTS,
    CONVERSATIONS,
    CUSTOMERS,
    ENTRIES,
    GOALS,
    IDEAS,
    MEMBERS,
    PEOPLE_SHAPE,
    PLANS,
    POTENTIALS,
    REQUESTS,
    REVIEWS,
    SHAPES_OF_CUSTOMER,
)
from planner.planfiles.shapes import Shape
from planner.planfiles.stored import Contents, Stored

FORMAT: Final = "planner.plan/1"

ALWAYS_WRITTEN: Final = {
    CONTACTS,
    POTENTIALS,
    MEMBERS,
    REQUESTS,
    GOALS,
    ACTIVITIES,
    CONVERSATIONS,
    ENTRIES,
    IDEAS,
    REVIEWS,
}
"""The other lists are left out when they are empty."""


def export_document(plan: Plan) -> Document:
    """The plan file of a plan, with what was changed and is not committed yet."""
    db.session.flush()
    _, document = next(export_documents({plan.id: plan.customer_id}))
    return document


def export_documents(plans: Mapping[int, int]) -> Iterator[tuple[int, Document]]:
    """Each plan with its plan file; the plans are given with their customers, by id.

    All of them are in memory at once. A plan that was deleted in the meantime is left out.
    """
    contents = stored.load_stored(
        db.session.connection(), customers=set(plans.values()), plans=plans.keys()
    )
    for plan_id, customer_id in plans.items():
        if plan_id in contents.plans and customer_id in contents.customers:
            yield plan_id, _Export(contents).document(customer_id, plan_id)


def document_of(contents: Contents, customer_id: int, plan_id: int | None) -> Document:
    """The plan file of what was loaded; of a customer without a plan, with nothing under `plan`."""
    return _Export(contents).document(customer_id, plan_id)


def item_documents(
    contents: Contents, shape: Shape, items: Iterable[Stored], but: Collection[str] = ()
) -> Iterator[Document]:
    """Items of one kind as the file has them, each by itself; `but` is left out."""
    export = _Export(contents)
    for item in items:
        written = export.item(shape, item, but)
        if shape is CONTACTS:
            _leave_out_unknown_days([written])
        yield written


class _Export:
    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.mentioned: dict[str, None] = {}
        """The people referred to so far, in the order in which they were met."""

    def document(self, customer_id: int, plan_id: int | None) -> Document:
        customer = self.contents.customers[customer_id]
        lists: Document = {}
        for child in SHAPES_OF_CUSTOMER:
            self._put_list(lists, child, customer_id)
        plan: Document = {"members": []}
        if plan_id is not None:
            plan = self.item(PLANS, self.contents.plans[plan_id])
        return {
            "format": FORMAT,
            "customer": self._customer(customer, plan),
            "people": self._people(plan_id),
            **lists,
            "plan": plan,
        }

    def _customer(self, customer: Stored, plan: Document) -> Document:
        """Without an owner whom no file has named and who still follows from the members."""
        written = self.item(CUSTOMERS, customer)
        people = {key: person.values for key, person in self.contents.people.items()}
        is_named = customer.id not in self.contents.unnamed_owners
        if not is_named and written.get("owner") == owner_of(plan["members"], people):
            written.pop("owner", None)
        return written

    def _people(self, plan_id: int | None) -> list[Document]:
        """The people referred to, those first whom the file that was imported spoke of."""
        known = self.contents.people_order.get(plan_id or 0, [])
        keys = dict.fromkeys(key for key in known if key in self.mentioned) | self.mentioned
        return [self.item(PEOPLE_SHAPE, self.contents.people[key]) for key in keys]

    def item(self, shape: Shape, item: Stored, but: Collection[str] = ()) -> Document:
        children = {child.list: child for child in shape.children}
        lists = {each.name for each in shape.lists}
        written: Document = {}
        for name in shape.names:
            if name in but:
                continue
            if name in children:
                self._put_list(written, children[name], item.id)
            elif (value := item.values[name]) is not None and not (name in lists and not value):
                _put(written, shape, name, value)
                if shape.targets.get(name) == PEOPLE_SHAPE.list:
                    self._mention(value)
        return written

    def _put_list(self, into: Document, shape: Shape, owner_id: int) -> None:
        items = [self.item(shape, item) for item in self.contents.items(shape, owner_id)]
        if shape is CONTACTS:
            _leave_out_unknown_days(items)
        if items or shape in ALWAYS_WRITTEN:
            into[shape.list] = items

    def _mention(self, value: Any) -> None:
        keys = value if isinstance(value, list) else [value]
        self.mentioned.update(dict.fromkeys(keys))


def _leave_out_unknown_days(contacts: list[Document]) -> None:
    """A day outlives that the person knows the contact where only the latter was undone."""
    for contact in contacts:
        known_by = contact.get("known_by", ())
        days = {who: on for who, on in contact.pop("known_since", {}).items() if who in known_by}
        if days:
            contact["known_since"] = days


def _put(into: Document, shape: Shape, name: str, value: Any) -> None:
    if kind := shape.kinds.get(name):
        value = kind.write(value)
    if attribute := shape.within.get(name):
        within, said = attribute.path
        into.setdefault(within, {})[said] = value
    else:
        into[name] = value
