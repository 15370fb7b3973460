"""The leads that somebody sees, those that wait longest first."""

import datetime
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlalchemy.orm import aliased

from planner import clock
from planner.access import visible_leads
from planner.database import from_rows, rows
from planner.insights.pages import FIRST_PAGE, Page
from planner.insights.working_days import working_days_later
from planner.models import Customer, Field, Lead, LeadMatchKind, LeadRoute, LeadStatus, Person
from planner.models.leads.lead import OPEN_LEADS
from planner.queries.web.paging import ListPage, read_page

INBOX_PAGE = 30
MINE, TEAM, SUSPECTED = "mine", "team", "suspected"
_receiver = aliased(Person)


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """`box` is one of mine, the team's (or all that one sees), and suspected; without a status
    those that are open."""

    box: str = MINE
    status: LeadStatus | None = None
    page: Page = FIRST_PAGE


@dataclass(frozen=True, slots=True)
class LeadRow:
    id: int
    company: str
    contact_name: str
    status: LeadStatus
    field: str | None
    customer: str | None
    match: LeadMatchKind | None
    receiver: str | None
    route: LeadRoute | None
    times: int
    received_on: datetime.date
    answer_by: datetime.date
    answered_on: datetime.date | None
    closed_on: datetime.date | None

    @property
    def waits(self) -> bool:
        return self.status is LeadStatus.NEW

    @property
    def is_late(self) -> bool:
        if self.status is LeadStatus.SUSPECTED:
            return False
        return (self.answered_on or self.closed_on or clock.today()) > self.answer_by


_ROWS = (
    select(
        Lead.id,
        Lead.company,
        Lead.contact_name,
        Lead.status,
        Field.name.label("field"),
        Customer.name.label("customer"),
        Lead.match,
        _receiver.name.label("receiver"),
        Lead.route,
        Lead.times,
        Lead.received_on,
        Lead.answer_by,
        Lead.answered_on,
        Lead.closed_on,
    )
    .outerjoin(Field, Field.id == Lead.field_id)
    .outerjoin(Customer, Customer.id == Lead.customer_id)
    .outerjoin(_receiver, _receiver.id == Lead.receiver_id)
)


def answer_by(day: datetime.date) -> datetime.date:
    """The last day on which an answer to what came on a day is in time: the next working day."""
    return working_days_later(day, 1)


def inbox(reader: Person, wanted: InboxFilter) -> ListPage[LeadRow]:
    """One page, what is to be answered first on top; so many statements, however many there are."""
    which = and_(visible_leads(reader), _in_box(reader, wanted.box), _in_status(wanted))
    page = read_page(_ROWS.where(which), (Lead.answer_by, Lead.id), wanted.page, INBOX_PAGE)
    return page.turned(lambda found: from_rows(LeadRow, found))


def numbers_of_boxes(reader: Person) -> dict[str, int]:
    """How many are open in each box."""
    return {
        box: _count(and_(visible_leads(reader), _in_box(reader, box), _in_status(InboxFilter(box))))
        for box in (MINE, TEAM, SUSPECTED)
    }


def _count(which: ColumnElement[bool]) -> int:
    return int(rows(select(func.count()).select_from(Lead).where(which))[0][0])


def _in_box(reader: Person, box: str) -> ColumnElement[bool]:
    if box == MINE:
        return and_(Lead.receiver_id == reader.id, Lead.status != LeadStatus.SUSPECTED)
    if box == SUSPECTED:
        return Lead.status == LeadStatus.SUSPECTED
    return Lead.status != LeadStatus.SUSPECTED


def _in_status(wanted: InboxFilter) -> ColumnElement[bool]:
    if wanted.box == SUSPECTED:
        return true()
    if wanted.status is not None:
        return Lead.status == wanted.status
    return Lead.status.in_(OPEN_LEADS)
