"""`planner crm`: customers and what was sold to them, from other programs."""

import click

from planner.cli.crm.crm_import import import_
from planner.cli.crm.crm_inspect import inspect
from planner.cli.crm.crm_runs import runs, undo


@click.group()
def crm() -> None:
    """Customers and deals from other programs."""


for _command in (inspect, import_, runs, undo):
    crm.add_command(_command)
