"""Files of contracts: they are not read yet, but those that nobody has signed are named."""

from collections.abc import Iterable

from planner.imports.deciding.table import said
from planner.imports.dirt import Dirt
from planner.imports.findings import Findings
from planner.imports.reading import shown
from planner.imports.recognising import Recognised
from planner.imports.recognising.headings import folded

CONTRACTS = "contracts"
_STATUS = frozenset({"status", "statuscode", "vertragsstatus"})
_SIGNED_ON = frozenset({"customersigneddate", "companysigneddate", "activateddate"}) | {
    "vertragsunterzeichnungdurchkundenam", "datumderaktivierung",
}  # fmt: skip
_SIGNED = frozenset({"activated", "active", "signed", "aktiviert", "aktiv", "unterzeichnet"})


def note_unsigned(file: Recognised, findings: Findings) -> None:
    """Note the rows that say neither a day on which somebody signed nor that it was done."""
    headings = list(map(folded, file.headings))
    for line in file.rows():
        cells = {
            heading: said(shown(cell)).strip()
            for heading, cell in zip(headings, line.cells, strict=False)
        }
        if not _is_signed(cells.items()):
            place = f"{file.file.name}:{line.number}"
            findings.add(Dirt.CONTRACT_NOT_SIGNED, place=place)


def _is_signed(cells: Iterable[tuple[str, str]]) -> bool:
    return any(
        (heading in _SIGNED_ON and text != "")
        or (heading in _STATUS and text.casefold() in _SIGNED)
        for heading, text in cells
    )
