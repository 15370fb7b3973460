"""sales_pipeline.csv: opportunities become deals."""

from datetime import date
from decimal import Decimal

from planner.imports.cells import Cells
from planner.imports.dates import DATE_WORDS, DateForm, form_of
from planner.imports.dirt import Dirt
from planner.imports.export_error import ExportError
from planner.imports.findings import Findings
from planner.imports.matching import fold_name
from planner.imports.maven.meanings import (
    FIRST_STAGE,
    PROBABILITY_BY_STAGE,
    STATUS_BY_STAGE,
    SYSTEM,
)
from planner.imports.maven.references import KnownNames, customer_key_of, product_of, seller_key_of
from planner.imports.maven.rows import named_rows
from planner.imports.records import DealRecord, Source
from planner.imports.tables import FileRow
from planner.models.kinds import DealStatus

PIPELINE_COLUMNS = (
    "opportunity_id",
    "sales_agent",
    "product",
    "account",
    "deal_stage",
    "engage_date",
    "close_date",
    "close_value",
)
STAGES = {fold_name(stage): stage for stage in STATUS_BY_STAGE}
DateForms = dict[str, DateForm]


def date_forms(rows: list[FileRow], chosen: DateForm | None, findings: Findings) -> DateForms:
    """How each column writes its days: as chosen, else as the column itself shows."""
    forms: DateForms = {}
    problems: list[str] = []
    for column in ("engage_date", "close_date"):
        values = [(row.place, row.cells[column].strip()) for row in rows]
        days = [(place, text) for place, text in values if text]
        try:
            forms[column] = form_of(column, days, chosen)
            about = f"{column}: {len(days):,} days as {DATE_WORDS[forms[column]]}"
            findings.add(Dirt.DATE_FORM, about)
        except ExportError as refusal:
            problems.extend(refusal.problems)
    if problems:
        raise ExportError(problems)
    return forms


def read_deals(
    rows: list[FileRow], known: KnownNames, forms: DateForms, findings: Findings
) -> tuple[DealRecord, ...]:
    """The deals in the order of the file."""
    deals: list[DealRecord] = []
    first: dict[tuple[str, ...], str] = {}
    for number, cells in named_rows(rows, "opportunity_id", findings):
        content = tuple(cells.row.cells[column] for column in PIPELINE_COLUMNS[1:])
        twin = first.setdefault(content, cells.row.place)
        if twin != cells.row.place:
            findings.add(Dirt.DEALS_ALIKE, place=f"{cells.row.place} and {twin}")
        deals.append(_deal(number, cells, known, forms))
    return tuple(deals)


def _deal(number: str, cells: Cells, known: KnownNames, forms: DateForms) -> DealRecord:
    stage = _stage(cells)
    status = STATUS_BY_STAGE.get(stage, DealStatus.PLANNED)
    product = product_of(cells, known.fields)
    price = known.fields.prices[product.key] if product else None
    started, closed = _days(cells, stage, status, forms)
    return DealRecord(
        key=known.keys.make(number),
        title=_title(product.name if product else cells.text("product"), number),
        source=Source(SYSTEM, number, place=cells.row.place),
        stage=stage,
        status=status,
        probability=PROBABILITY_BY_STAGE.get(stage, PROBABILITY_BY_STAGE[FIRST_STAGE]),
        customer_key=customer_key_of(cells, stage, known.customers),
        seller_key=seller_key_of(cells, known.sellers),
        field_key=product.key if product else None,
        started_on=started,
        expected_on=closed,
        decided_on=None if status is DealStatus.PLANNED else closed,
        value=_value(cells, stage, status, price),
    )


def _title(product: str, number: str) -> str:
    """What the deal is called; its number tells it from others about the same product."""
    return f"{product[: 200 - len(number) - 3]} ({number})" if product else number


def _stage(cells: Cells) -> str:
    text = cells.text("deal_stage")
    stage = STAGES.get(fold_name(text))
    if stage is None:
        cells.note(Dirt.UNKNOWN_STAGE, f"“{text}”")
        return text
    if stage != text:
        cells.note(Dirt.SPELLED_DIFFERENTLY, f"deal_stage “{text}”, now “{stage}”")
    return stage


def _days(
    cells: Cells, stage: str, status: DealStatus, forms: DateForms
) -> tuple[date | None, date | None]:
    started = cells.day("engage_date", forms["engage_date"])
    closed = cells.day("close_date", forms["close_date"])
    is_open = status is DealStatus.PLANNED
    if started is None:
        cells.note(Dirt.DEAL_WITHOUT_START, stage)
    if closed is None:
        kind = Dirt.OPEN_DEAL_WITHOUT_DAY if is_open else Dirt.DECIDED_DEAL_WITHOUT_DAY
        cells.note(kind, stage)
    if started and closed and closed < started:
        cells.note(Dirt.DATES_OUT_OF_ORDER, stage)
    return started, closed


def _value(cells: Cells, stage: str, status: DealStatus, price: Decimal | None) -> Decimal | None:
    """What the deal is worth. A lost one closes at 0; what was lost is what it would have cost."""
    value = cells.amount("close_value")
    if value or (value is not None and status is DealStatus.WON):
        return value
    if price is None:
        cells.note(Dirt.DEAL_WITHOUT_VALUE, stage)
        return None
    cells.note(Dirt.VALUE_FROM_PRICE, stage)
    return price
