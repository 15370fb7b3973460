"""Reads a folder with the four files of the export."""

from pathlib import Path

from planner.imports.dates import DateForm
from planner.imports.findings import Findings
from planner.imports.maven import accounts, pipeline, products, teams
from planner.imports.maven.meanings import CURRENCY, SYSTEM
from planner.imports.maven.references import KnownNames
from planner.imports.records import Records
from planner.imports.tables import read_tables

ACCOUNTS, PRODUCTS = "accounts.csv", "products.csv"
TEAMS, PIPELINE = "sales_teams.csv", "sales_pipeline.csv"
_COLUMNS = {
    TEAMS: teams.TEAM_COLUMNS,
    PRODUCTS: products.PRODUCT_COLUMNS,
    ACCOUNTS: accounts.ACCOUNT_COLUMNS,
    PIPELINE: pipeline.PIPELINE_COLUMNS,
}


def read_export(folder: Path, dates: DateForm | None = None) -> Records:
    """Everything in the export, and in `findings` everything odd about it.

    `dates` says how days are written where the file itself leaves that open. Raises
    `ExportError` with all problems when a file or column is missing, when a file is not
    UTF-8 or not well-formed, or when the order of day and month cannot be told.
    """
    findings = Findings()
    tables = read_tables(folder, _COLUMNS, findings)
    forms = pipeline.date_forms(tables[PIPELINE], dates, findings)
    sellers = teams.read_teams(tables[TEAMS], findings)
    fields = products.read_products(tables[PRODUCTS], findings)
    customers = accounts.read_accounts(tables[ACCOUNTS], findings)
    known = KnownNames(sellers.names, fields, customers)
    deals = pipeline.read_deals(tables[PIPELINE], known, forms, findings)
    teams.note_sellers_without_deals(sellers, deals, findings)
    return Records(
        system=SYSTEM,
        currency=CURRENCY,
        teams=tuple(sellers.teams.values()),
        people=tuple(sellers.people.values()),
        fields=tuple(fields.records),
        customers=tuple(customers.records),
        deals=deals,
        findings=findings.all(),
        places=findings.places,
    )
