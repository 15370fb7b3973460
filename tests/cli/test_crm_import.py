"""`planner crm import PATH...` with exports of any program."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from planner.database import db
from planner.models import Contact, Customer, Deal, Event, ImportMapping, Plan
from planner.models.kinds import Mode, PlanStatus
from tests.imports.deciding import made
from tests.imports.exports import Export
from tests.imports.tables import Table, write_table

pytestmark = pytest.mark.databases("sqlite")
PEOPLE: Table = [("Company", "Full name", "Email"), ("Acme", "Ada", "ada@example.com")]


def run(app: Flask, *arguments: object) -> Result:
    return app.test_cli_runner().invoke(args=["crm", "import", *map(str, arguments)])


def told(app: Flask, *arguments: object) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(run(app, *arguments, "--json").stdout)
    return said


def kinds(said: dict[str, Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for finding in said["findings"]:
        found[finding["kind"]] = found.get(finding["kind"], 0) + finding["count"]
    return found


def customers_csv(folder: Path, *rows: tuple[str, ...], heading: str = "Firma;Ort") -> Path:
    return write_table(folder / "customers.csv", [heading.split(";"), *rows], delimiter=";")


@pytest.mark.databases("sqlite", "postgresql")
def test_the_answer_counts_every_row_once(app: Flask, tmp_path: Path) -> None:
    made.write_export(tmp_path, "hubspot en", ".csv")

    said = told(app, tmp_path)

    assert (said["format"], said["system"], said["dry_run"]) == (
        "planner.import/1", "hubspot", False,
    )  # fmt: skip
    contacts = next(file for file in said["files"] if file["noun"] == "contacts")
    assert contacts == {
        "name": "contacts.csv", "noun": "contacts", "encoding": "utf-8", "delimiter": ",",
        "rows": 5, "created": 3, "changed": 0, "unchanged": 0, "merged": 0, "left_out": 2,
        "not_read": 0,
        "columns": {
            "Record ID": "number", "Last Name": "last_name", "Email": "email",
            "Job Title": "function", "Associated Company IDs": "customer",
        },
    }  # fmt: skip
    assert said["nouns"]["deals"] == {"created": 5, "changed": 0, "unchanged": 0}
    assert kinds(said)["contact_without_customer"] == 2
    assert isinstance(said["run"], int)


def test_a_dry_run_tells_the_same_and_changes_nothing(app: Flask, tmp_path: Path) -> None:
    made.write_export(tmp_path, "pipedrive de", ".csv")

    tried, done = told(app, tmp_path, "--dry-run"), told(app, tmp_path)

    assert (tried["run"], tried["dry_run"]) == (None, True)
    assert tried["files"] == done["files"]
    assert tried["nouns"] == done["nouns"]


def test_what_is_known_of_no_noun_is_not_read_and_its_rows_are_counted(
    app: Flask, tmp_path: Path
) -> None:
    write_table(tmp_path / "leads.csv", [("Company", "IsConverted"), ("A", "1"), ("B", "0")])
    write_table(tmp_path / "people.csv", PEOPLE)

    leads, people = told(app, tmp_path)["files"]

    assert (leads["noun"], leads["rows"], leads["not_read"]) == (None, 2, 2)
    assert (people["noun"], people["created"]) == ("contacts", 1)


def test_what_people_changed_here_stays_and_what_the_export_changed_comes(
    app: Flask, tmp_path: Path
) -> None:
    rows = [("Company", "Full name", "Email", "Function"), ("Acme", "Ada", "a@example.com", "CEO")]
    told(app, write_table(tmp_path / "people.csv", rows))
    with app.app_context():
        ada = db.session.scalars(select(Contact)).one()
        ada.name = "Ada Lovelace"
        db.session.commit()
    rows[1] = ("Acme", "Ada", "a@example.com", "Chair")

    said = told(app, write_table(tmp_path / "people.csv", rows))

    with app.app_context():
        ada = db.session.scalars(select(Contact)).one()
        assert (ada.name, ada.function) == ("Ada Lovelace", "Chair")
    assert said["nouns"]["contacts"]["changed"] == 1
    assert kinds(said)["changed_here"] == 1


def test_a_contact_that_was_deleted_here_does_not_come_back(app: Flask, tmp_path: Path) -> None:
    path = write_table(tmp_path / "people.csv", PEOPLE)
    told(app, path)
    with app.app_context():
        db.session.delete(db.session.scalars(select(Contact)).one())
        db.session.commit()

    said = told(app, path)

    assert kinds(said)["deleted_here"] == 1
    assert (said["files"][0]["created"], said["files"][0]["left_out"]) == (0, 1)


def test_a_customer_that_is_here_by_name_is_the_same_in_a_plain_table(
    app: Flask, tmp_path: Path
) -> None:
    with app.app_context():
        db.session.add(Customer(key="acme", name="ACME  GmbH"))
        db.session.commit()

    said = told(app, customers_csv(tmp_path, ("Acme GmbH", "Wien"), ("Acme AG", "Graz")))

    assert said["nouns"]["customers"] == {"created": 1, "changed": 1, "unchanged": 0}
    with app.app_context():
        assert db.session.get_one(Customer, 1).city == "Wien"


def test_a_name_that_fits_two_customers_fits_none(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        db.session.add_all(Customer(key=f"acme-{n}", name="Acme") for n in (1, 2))
        db.session.commit()
    write_table(tmp_path / "people.csv", PEOPLE)
    customers_csv(tmp_path, ("Acme", "Wien"))

    said = told(app, tmp_path)

    assert kinds(said)["ambiguous_reference"] == 2
    assert [file["left_out"] for file in said["files"]] == [1, 1]


def test_websites_find_customers_again_if_that_is_said(app: Flask, tmp_path: Path) -> None:
    heading = "Firma;Homepage"
    first = customers_csv(tmp_path, ("Acme", "https://www.acme.example/"), heading=heading)
    told(app, first)
    second = customers_csv(tmp_path, ("Acme Holding", "acme.example"), heading=heading)

    said = told(app, second, "--match", "customers=website")

    assert said["nouns"]["customers"] == {"created": 0, "changed": 1, "unchanged": 0}


def test_numbers_of_plain_tables_are_keys_only_if_that_is_said(app: Flask, tmp_path: Path) -> None:
    heading = "Kundennummer;Firma;Ort"
    path = customers_csv(tmp_path, ("1", "Acme", "Wien"), heading=heading)
    assert kinds(told(app, path, "--dry-run"))["number_is_no_key"] == 1
    told(app, path, "--match", "customers=number")
    path = customers_csv(tmp_path, ("1", "Acme neu", "Wien"), heading=heading)

    said = told(app, path, "--match", "customers=number")

    assert said["nouns"]["customers"]["changed"] == 1
    assert "number_is_no_key" not in kinds(said)


@pytest.mark.parametrize(
    ("day", "value", "said"),
    [
        ("01/02/2026", "10", "say which with --dates month-first or --dates day-first"),
        ("13/02/2026", "1.234", "say which with --numbers point or --numbers comma"),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused_until_it_is_said(
    app: Flask, tmp_path: Path, day: str, value: str, said: str
) -> None:
    rows = [("Deal", "Company", "Close date", "Value"), ("A", "Acme", day, value)]
    path = write_table(tmp_path / "deals.csv", rows)

    refused = run(app, path)
    taken = run(app, path, "--dates", "day-first", "--numbers", "comma")

    assert (refused.exit_code, taken.exit_code) == (1, 0)
    assert f"deals.csv:2: {'Close date' if 'dates' in said else 'Value'}" in refused.stderr
    assert said in refused.stderr
    assert refused.stderr.endswith("Nothing was imported.\n")


def test_a_slipped_row_is_left_out_and_wrong_decoding_is_mended(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_text("Firma;Ort\nCafÃ© GmbH;KÃ¶ln\nAcme;Wien;rutscht\nGmbH\n", encoding="utf-8")

    said = told(app, path)

    assert said["files"][0]["left_out"] == 2
    assert kinds(said)["row_of_wrong_length"] == 2
    assert kinds(said)["encoding_mended"] == 2
    with app.app_context():
        customer = db.session.scalars(select(Customer)).one()
        assert (customer.name, customer.city) == ("Café GmbH", "Köln")


def test_columns_without_a_place_are_counted_and_stored_nowhere(app: Flask, tmp_path: Path) -> None:
    rows = [("Company", "Full name", "Phone"), ("Acme", "Ada", "0711"), ("Acme", "Bob", "")]

    said = told(app, write_table(tmp_path / "people.csv", rows))

    finding = next(each for each in said["findings"] if each["about"] == "people.csv: Phone")
    assert (finding["kind"], finding["count"]) == ("not_stored", 1)


def test_the_report_has_each_row_that_was_left_out(app: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    rows = [("Company", "Full name"), ("", "=HYPERLINK(1)"), ("Acme", "Ada")]
    write_table(folder / "people.csv", rows)

    run(app, folder, "--report", tmp_path / "report.csv")

    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        _heading, left_out, assumed = csv.reader(file)
    assert left_out == [
        "people.csv", "2", "contact_without_customer", "left out", "", "'=HYPERLINK(1)",
    ]  # fmt: skip
    assert assumed[:3] == ["people.csv", "3", "customer_known_by_name_only"]


def test_a_mapping_says_what_columns_are(app: Flask, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.json"
    mapping.write_text(
        '{"files": {"x*": {"noun": "customers", "columns": {"Kürzel": "name", "Ort": null}}}}'
    )
    path = write_table(tmp_path / "x.csv", [("Kürzel", "Ort"), ("Acme", "Wien")])

    said = told(app, path, "--mapping", mapping)

    assert said["files"][0]["columns"] == {"Kürzel": "name", "Ort": None}
    assert said["nouns"]["customers"]["created"] == 1


def test_a_mapping_that_was_saved_on_the_page_is_taken_by_its_name(
    app: Flask, tmp_path: Path
) -> None:
    files = {"x*": {"noun": "customers", "columns": {"Kürzel": "name", "Ort": None}}}
    with app.app_context():
        db.session.add(ImportMapping(name="Each month", mapping={"files": files}))
        db.session.commit()
    path = write_table(tmp_path / "x.csv", [("Kürzel", "Ort"), ("Acme", "Wien")])

    said = told(app, path, "--mapping", "Each month")

    assert said["files"][0]["columns"] == {"Kürzel": "name", "Ort": None}


def test_one_bad_file_refuses_all_and_every_one_is_named(app: Flask, tmp_path: Path) -> None:
    write_table(tmp_path / "people.csv", PEOPLE)
    (tmp_path / "photo.csv").write_bytes(b"\xff\xd8\xff\xe0")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")

    refused = run(app, tmp_path)

    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "photo.csv: is a picture" in refused.stderr
    assert "notes.pdf: no kind of file that is read" in refused.stderr
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Event)) == 0


@pytest.mark.parametrize(
    "options",
    [
        ["--match", "customers=likeness"],
        ["--currency", "euros"],
        ["--system", "abacus"],
        ["--dates", "roman"],
        ["--mapping", "nowhere.json"],
    ],
)
def test_what_no_option_can_be_is_wrong_usage(
    app: Flask, tmp_path: Path, options: list[str]
) -> None:
    assert run(app, write_table(tmp_path / "people.csv", PEOPLE), *options).exit_code == 2


def test_a_path_that_is_not_there_is_wrong_usage(app: Flask, tmp_path: Path) -> None:
    assert run(app, tmp_path / "nowhere").exit_code == 2


def test_nobody_imports_under_a_name_that_is_not_here(app: Flask, tmp_path: Path) -> None:
    refused = run(app, write_table(tmp_path / "people.csv", PEOPLE), "--by", "nobody")

    assert (refused.exit_code, "there is nobody of this key" in refused.stderr) == (1, True)


def test_the_export_of_maven_is_recognised_like_any_other(app: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "maven"
    folder.mkdir()
    Export(folder)

    said = told(app, folder)

    assert said["system"] == "maven"
    assert {file["name"]: (file["rows"], file["created"]) for file in said["files"]} == {
        "accounts.csv": (2, 2), "products.csv": (2, 2),
        "sales_pipeline.csv": (4, 4), "sales_teams.csv": (3, 3),
    }  # fmt: skip
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Deal)) == 4


@pytest.mark.databases("sqlite", "postgresql")
def test_deals_of_customers_who_were_here_before_go_onto_their_plans(
    app: Flask, tmp_path: Path
) -> None:
    rows = [("Deal", "Company", "Close date"), ("Platform", "Acme", "2026-12-20")]
    path = write_table(tmp_path / "deals.csv", rows)
    with app.app_context():
        customer = Customer(key="acme", name="Acme")
        plan = Plan(
            customer=customer, starts_on=date(2026, 1, 1), ends_on=date(2027, 12, 31),
            status=PlanStatus.ACTIVE, activated_on=date(2026, 1, 1), mode=Mode.CO_CARE,
        )  # fmt: skip
        there = Deal(
            plan=plan, key="platform", title="Platform", expected_on=date(2026, 8, 1),
            annual_value=1, probability=1,
        )  # fmt: skip
        db.session.add_all([plan, there])
        db.session.commit()

    said = told(app, path)

    assert said["nouns"]["deals"]["created"] == 1
    assert "plans" not in said["nouns"]
    with app.app_context():
        deals = db.session.scalars(select(Deal).order_by(Deal.position, Deal.id)).all()
        assert [(deal.key, deal.plan_id) for deal in deals] == [
            ("platform", plan.id), ("platform-2", plan.id),
        ]  # fmt: skip


def test_of_several_addresses_the_first_is_kept_and_what_is_none_is_told(
    app: Flask, tmp_path: Path
) -> None:
    heading, addresses = ("Company", "Full name", "Email"), "ada@example.com; ada@example.org"
    rows = [heading, ("Acme", "Ada", addresses), ("Acme", "Bob", "=HYPERLINK(1)")]

    said = told(app, write_table(tmp_path / "people.csv", rows))

    with app.app_context():
        emails = db.session.scalars(select(Contact.email).order_by(Contact.id)).all()
        assert emails == ["ada@example.com", None]
    finding = next(one for one in said["findings"] if one["kind"] == "not_stored")
    assert finding["examples"] == ["people.csv:3"]


def test_a_report_that_cannot_be_written_refuses_before_anything_comes(
    app: Flask, tmp_path: Path
) -> None:
    path = write_table(tmp_path / "people.csv", PEOPLE)

    refused = run(app, path, "--report", tmp_path / "nowhere" / "report.csv")

    assert refused.exit_code == 1
    assert "cannot be written" in refused.stderr
    with app.app_context():
        assert db.session.scalars(select(Contact)).all() == []


def test_a_file_of_deals_alone_does_not_miss_the_customers(app: Flask, tmp_path: Path) -> None:
    customers, _contacts, deals = made.write_export(tmp_path, "hubspot en", ".csv")
    told(app, customers)

    said = told(app, deals)

    assert "gone_from_export" not in kinds(said)
    assert said["nouns"]["customers"]["created"] == 1  # the one for deals without a customer


def test_examples_are_places_alone(app: Flask, tmp_path: Path) -> None:
    rows: Table = [("Company", "City", "Owner"), ("Nordwind", "Köln", "Anna Kurz")]

    said = told(app, write_table(tmp_path / "file.csv", rows))

    examples = {one["kind"]: one["examples"] for one in said["findings"]}
    assert examples["person_known_by_name_only"] == ["file.csv:2"]


def test_a_number_in_a_plain_table_is_no_key_of_any_noun(app: Flask, tmp_path: Path) -> None:
    write_table(
        tmp_path / "customers.csv", [("Number", "Company", "City"), ("7", "Nordwind", "Ulm")]
    )
    write_table(tmp_path / "deals.csv", [("Number", "Deal", "Company"), ("8", "Pumps", "Nordwind")])

    said = told(app, tmp_path)

    assert kinds(said)["number_is_no_key"] == 2


def test_contracts_that_nobody_signed_are_named(app: Flask, tmp_path: Path) -> None:
    rows: Table = [
        ("Id", "AccountId", "StartDate", "ContractTerm", "Status", "CustomerSignedDate"),
        ("1", "7", "2026-06-05", "25", "Draft", "#N/A"),
        ("2", "7", "2026-06-05", "25", "In Approval Process", ""),
        ("3", "7", "2026-06-05", "25", "Activated", ""),
        ("4", "7", "2026-06-05", "25", "Draft", "2026-05-01"),
    ]

    said = told(app, write_table(tmp_path / "Contract.csv", rows))

    assert (said["files"][0]["noun"], said["files"][0]["left_out"]) == ("contracts", 4)
    assert kinds(said)["contract_without_customer"] == 2
    found = [one for one in said["findings"] if one["kind"] == "contract_not_signed"]
    assert [one["examples"] for one in found] == [["Contract.csv:2", "Contract.csv:3"]]
