"""`planner leads match` and `planner reach match`, as they are called."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from planner.cli import main

CUSTOMERS = "key,name,city,postcode,country,website\nc1,Müller GmbH,,1010,AT,\nc2,Berg AG,,,,\n"
LEADS = "key,company,person,email\nl1,Mueller GmbH,Nora,nora@gmx.at\n\nl2,Nobody,,\n"
CONTACTS = "key,customer,name,email\nk1,c1,Nora,NORA@gmx.at\n"


def put(folder: Path, name: str, text: str | bytes) -> str:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def called(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_lead_is_answered_in_its_order(tmp_path: Path) -> None:
    customers, leads = put(tmp_path, "c.csv", CUSTOMERS), put(tmp_path, "l.csv", LEADS)
    contacts = put(tmp_path, "k.csv", CONTACTS)
    result = called("leads", "match", customers, leads, "--contacts", contacts, "--json")
    found = [
        (line["lead"], line["class"], line["customer"], line["contact"]) for line in lines(result)
    ]
    assert found == [("l1", "same", "c1", "k1"), ("l2", "none", None, None)]
    assert (result.exit_code, result.stderr) == (0, "")


def test_people_read_it_in_words(tmp_path: Path) -> None:
    customers, leads = put(tmp_path, "c.csv", CUSTOMERS), put(tmp_path, "l.csv", LEADS)
    assert called("leads", "match", customers, leads).stdout == (
        "l1: same as c1 (1.00: name_equal, same_core, words_in_common)\nl2: nobody known\n"
    )


def test_columns_may_be_missing_and_stand_in_any_order_with_a_mark_before(tmp_path: Path) -> None:
    customers = put(tmp_path, "c.csv", "\ufeffName,Key\r\nMüller,c1\r\n")
    leads = put(tmp_path, "l.csv", "company,key\nMüller\n")
    (line,) = lines(called("leads", "match", customers, leads, "--json"))
    assert (line["lead"], line["customer"]) == ("", "c1")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("key,title\nc1,Müller\n", "The column name is missing. Found: key, title."),
        ("", "The file is empty. The columns key, name must be there."),
        (b"key,name\nc1,M\xfcller\n", "Byte number 14 is not UTF-8. Save the file as UTF-8."),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(
    text: str | bytes, said: str, tmp_path: Path
) -> None:
    bad, leads = put(tmp_path, "bad.csv", text), put(tmp_path, "l.csv", LEADS)
    result = called("leads", "match", bad, leads, "--json")
    assert lines(result) == [{"file": "bad.csv", "error": said}]
    assert (result.exit_code, said in result.stderr) == (1, True)


def test_a_file_that_is_not_there_is_refused_and_a_missing_one_is_wrong_usage(
    tmp_path: Path,
) -> None:
    leads = put(tmp_path, "l.csv", LEADS)
    assert called("leads", "match", str(tmp_path / "none.csv"), leads).exit_code == 1
    assert called("leads", "match", leads).exit_code == 2


CONNECTIONS = "First Name,Last Name,Company\nMax,Muster,Müller GmbH\nUte,Frei,\n"


def test_reach_is_one_line_in_all(tmp_path: Path) -> None:
    customers, contacts = put(tmp_path, "c.csv", CUSTOMERS), put(tmp_path, "k.csv", CONTACTS)
    files = [put(tmp_path, name, CONNECTIONS) for name in ("anna.csv", "tom.csv")]
    result = called("reach", "match", customers, *files, "--contacts", contacts, "--json")
    (line,) = lines(result)
    assert (line["sum"], line["distinct"], line["on_record"], line["both"]) == (4, 3, 1, 0)
    assert [file["file"] for file in line["files"]] == ["anna.csv", "tom.csv"]
    assert called("reach", "match", customers, files[0]).stdout == (
        "anna.csv: 2 people in 2 rows, 2 without an e-mail\n"
        "2 added up, 2 people in all\n"
        "0 on record, 0 of them known to somebody\n"
        "  c1: 1, known by 1\n"
        "1 at no customer\n"
    )


def test_what_is_no_connections_file_is_refused(tmp_path: Path) -> None:
    customers, bad = put(tmp_path, "c.csv", CUSTOMERS), put(tmp_path, "bad.csv", CUSTOMERS)
    good, none = put(tmp_path, "anna.csv", CONNECTIONS), str(tmp_path / "none.csv")
    result = called("reach", "match", customers, good, bad, none, "--json")
    assert [line["file"] for line in lines(result)] == ["bad.csv", "none.csv"]
    assert all(line["error"] in result.stderr for line in lines(result))
    assert result.exit_code == 1
    assert called("reach", "match", customers).exit_code == 2
