"""What cannot be read at all is refused, with every problem at its place."""

import pytest

from planner.imports.export_error import ExportError
from planner.imports.maven import read_export
from tests.imports.exports import HEADER, Export


def problems_of(export: Export) -> tuple[str, ...]:
    with pytest.raises(ExportError) as refusal:
        export.read()
    return refusal.value.problems


def test_a_folder_that_is_not_there_is_refused(export: Export) -> None:
    with pytest.raises(ExportError, match="there is no such folder"):
        read_export(export.folder / "nowhere")


def test_all_missing_files_and_columns_are_named_together(export: Export) -> None:
    (export.folder / "products.csv").unlink()
    export.write("accounts", "account,sector\nIsdom,medical\n")

    problems = problems_of(export)

    assert f"products.csv: the file is missing from {export.folder}" in problems
    assert "accounts.csv:1: column revenue is missing" in problems
    assert len(problems) == 6


def test_a_column_that_is_there_twice_is_refused(export: Export) -> None:
    export.write("products", "product,series,sales_price,Product \nGTX Pro,GTX,1,MG\n")

    assert problems_of(export) == ("products.csv:1: column product is there 2 times",)


def test_semicolons_between_the_columns_are_recognised(export: Export) -> None:
    export.write("products", "product;series;sales_price\nGTX Pro;GTX;1\n")

    assert problems_of(export)[-1] == (
        "products.csv:1: there is one column only; commas must separate the columns"
    )


def test_an_empty_file_is_refused(export: Export) -> None:
    export.write("sales_teams", "")

    assert problems_of(export) == ("sales_teams.csv: the file is empty",)


def test_another_encoding_is_refused_at_its_line(export: Export) -> None:
    path = export.folder / "sales_teams.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))

    (problem,) = problems_of(export)

    assert problem.startswith("sales_teams.csv:4: byte 0xEB is not UTF-8; save the file as")


def test_a_quotation_mark_that_never_ends_is_refused_at_its_line(export: Export) -> None:
    export.write("sales_pipeline", HEADER + 'A1,"Moses Frase,GTX Pro\nA2,Moses Frase\n')

    (problem,) = problems_of(export)

    assert problem.startswith("sales_pipeline.csv:2: not well-formed from here on")
