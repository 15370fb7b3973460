"""`planner leads`: leads, and whose they are."""

import json
from pathlib import Path

import click

from planner.cli.after_signature.answering import json_option
from planner.cli.after_signature.tables import path_type, read_table
from planner.cli.plan_file_lines import write_line
from planner.matching.leads import LeadMatch, LeadMatching
from planner.matching.tables import contacts_in, customers_in, leads_in


@click.group()
def leads() -> None:
    """Leads, and whose they are."""


@leads.command()
@click.argument("customers", metavar="CUSTOMERS.csv", type=path_type)
@click.argument("leads_file", metavar="LEADS.csv", type=path_type)
@click.option("--contacts", type=path_type, metavar="CONTACTS.csv", help="The people on record.")
@json_option
def match(customers: Path, leads_file: Path, *, contacts: Path | None, as_json: bool) -> None:
    """Say of each lead which customer it is, or may be."""
    known = read_table(customers, customers_in, as_json=as_json)
    on_record = read_table(contacts, contacts_in, as_json=as_json) if contacts else []
    asked = read_table(leads_file, leads_in, as_json=as_json)
    matching = LeadMatching(known, on_record)
    for lead in asked:
        found = matching.match(lead)
        write_line(json.dumps(found.as_json()) if as_json else _in_words(found))


def _in_words(found: LeadMatch) -> str:
    said = ", ".join(
        f"{'same as' if each.is_same else 'perhaps'} {each.customer}"
        f" ({each.score:.2f}: {', '.join(each.evidence)})"
        for each in found.candidates
    )
    return f"{found.lead}: {said or 'nobody known'}"
