"""Small exports, written by the tests that read them."""

from pathlib import Path

from planner.imports.dates import DateForm
from planner.imports.dirt import Dirt
from planner.imports.findings import Finding
from planner.imports.maven import read_export
from planner.imports.records import DealRecord, Records

ACCOUNTS = """\
account,sector,year_established,revenue,employees,office_location,subsidiary_of
Isdom,medical,2002,3178.24,4540,United States,
Bioholding,medical,2012,587.34,1356,Germany,Isdom
"""
PRODUCTS = """\
product,series,sales_price
GTX Pro,GTX,4821
MG Special,MG,55
"""
TEAMS = """\
sales_agent,manager,regional_office
Anna Snelling,Dustin Brinkmann,Central
Moses Frase,Dustin Brinkmann,Central
Zoë Müller,Cara Losch,East
"""
HEADER = (
    "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
)
PIPELINE = """\
A1,Moses Frase,GTX Pro,Isdom,Won,2016-10-20,2017-03-01,4514
A2,Moses Frase,MG Special,Isdom,Lost,2016-10-25,2017-03-11,0
A3,Anna Snelling,MG Special,Isdom,Engaging,2016-11-02,,
A4,Zoë Müller,GTX Pro,Bioholding,Prospecting,,,
"""
PARTS = {"accounts": ACCOUNTS, "products": PRODUCTS, "sales_teams": TEAMS}


class Export:
    """A folder with the four files, clean unless a test writes something else into them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in PARTS.items():
            self.write(name, text)
        self.pipeline(PIPELINE)

    def write(self, name: str, text: str) -> None:
        (self.folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")

    def add(self, name: str, line: str) -> None:
        with (self.folder / f"{name}.csv").open("a", encoding="utf-8", newline="") as file:
            file.write(line + "\n")

    def pipeline(self, lines: str) -> None:
        self.write("sales_pipeline", HEADER + lines)

    def read(self, dates: DateForm | None = None) -> Records:
        return read_export(self.folder, dates)

    def findings(self, kind: Dirt) -> list[Finding]:
        return [finding for finding in self.read().findings if finding.kind is kind]

    def finding(self, kind: Dirt) -> Finding:
        """The only finding of a kind."""
        (finding,) = self.findings(kind)
        return finding

    def deal(self, line: str) -> DealRecord:
        """The deal that one line of the pipeline becomes."""
        self.pipeline(line + "\n")
        (deal,) = self.read().deals
        return deal
