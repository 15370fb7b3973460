"""The contracts that the radar finds as lines of a table to take away: three statements, and seven
for what is done about those in question, however many there are."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, select

from planner import clock
from planner.access import visible_customers
from planner.after_signature.notice_periods import days_later
from planner.after_signature.renewals import OPEN_QUESTIONS
from planner.database import rows
from planner.models import Contract, Customer, Field, Person
from planner.queries.after_signature import radar
from planner.queries.after_signature.radar import Questions, RadarFilter
from planner.queries.after_signature.radar_lines import RadarLine
from planner.rating.value import value
from planner.words.signature_words import RENEWAL_WORDS, RISKS


@value
class RadarTableLine:
    customer: str
    contract: str
    field: str | None
    decision_on: datetime.date | None
    notice_on: datetime.date | None
    ends_on: datetime.date | None
    state: str
    why: str
    annual_value: Decimal | None
    currency: str
    owner: str | None


def table_lines(reader: Person, wanted: RadarFilter) -> list[RadarTableLine]:
    """All that are found. What is settled or has ended, of which few ask, is read in full: its last
    day does not follow from its terms alone."""
    lines = radar.found_lines(reader, wanted)
    if any(line.state in radar.GONE for line in lines):
        return [_of_row(row) for row in radar.rows_of(reader, lines)]
    names = _names(reader, wanted)
    there = Questions(reader)
    # Looked up once: to translate a word takes longer than to find out that it is the one.
    words = {word: str(said) for word, said in (RENEWAL_WORDS | RISKS).items()}
    return [_line(line, names[line.id], there, words) for line in lines]


_NAMES = (
    select(
        Contract.id,
        Contract.title,
        Field.name.label("field"),
        Customer.name.label("customer"),
        Person.name.label("owner"),
    )
    .join(Customer, Customer.id == Contract.customer_id)
    .outerjoin(Field, Field.id == Contract.field_id)
    .outerjoin(Person, Person.id == Customer.owner_id)
    .where(Contract.signed_on <= bindparam("today"))
)


def _names(reader: Person, wanted: RadarFilter) -> dict[int, Any]:
    which = (visible_customers(reader), *radar.contracts_asked_for(reader, wanted))
    return {row.id: row for row in rows(_NAMES.where(*which), today=clock.today())}


def _line(
    line: RadarLine, names: Any, there: Questions, words: Mapping[str, str]
) -> RadarTableLine:
    is_asked = line.state in OPEN_QUESTIONS
    state, codes = there.answer(line) if is_asked else (line.state, ())
    return RadarTableLine(
        customer=names.customer,
        contract=names.title,
        field=names.field,
        decision_on=None if line.on is None else days_later(line.on, -there.limits.decision_days),
        notice_on=line.end.notice_on if line.end else None,
        ends_on=line.end.on if line.end else None,
        state=words[state],
        why=" ".join(words[code] for code in codes),
        annual_value=line.annual_value,
        currency=line.currency,
        owner=names.owner,
    )


def _of_row(row: radar.RadarRow) -> RadarTableLine:
    return RadarTableLine(
        customer=row.customer.name,
        contract=row.contract.title,
        field=row.contract.field,
        decision_on=row.renewal.decision_on,
        notice_on=row.notice_on,
        ends_on=row.ends_on,
        state=row.state,
        why=row.why,
        annual_value=row.contract.annual_value,
        currency=row.customer.currency,
        owner=row.customer.owner,
    )
