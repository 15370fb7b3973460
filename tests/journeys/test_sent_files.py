"""An administrator drops files, looks, corrects a column, imports, looks at a customer, undoes."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.browsers.browser import Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")

TABLE = "Firma;Ort;Anmerkung\nNordwind AG;Köln;Weber & Söhne KG\nZwei;Bonn;Meier KG\n"
WORDS = {
    "en": {
        "look": "Look at what they would bring", "import": "Import", "name": "Name",
        "nothing": "Not wanted", "undo": "Undo …", "undo_now": "Undo the import",
        "send": "Send the files", "undone": "Import 1 is undone.", "customers": "Customers",
    },
    "de": {
        "look": "Ansehen, was sie bringen würden", "import": "Importieren", "name": "Name",
        "nothing": "Nicht gewünscht", "undo": "Rückgängig machen …",
        "undo_now": "Import rückgängig machen", "send": "Dateien senden",
        "undone": "Import 1 ist rückgängig gemacht.", "customers": "Kunden",
    },
}  # fmt: skip
_DROP = """
(form, text) => {
  const files = new DataTransfer();
  files.items.add(new File([text], "liste.csv", { type: "text/csv" }));
  for (const name of ["dragover", "drop"]) {
    const moved = { bubbles: true, cancelable: true, dataTransfer: files };
    form.dispatchEvent(new DragEvent(name, moved));
  }
}
"""


def drop(page: Page) -> None:
    page.locator("#files-form").evaluate(f"(form) => ({_DROP})(form, {TABLE!r})")


def choose(page: Page, folder: Path, send: str) -> None:
    path = folder / "liste.csv"
    path.write_text(TABLE, encoding="utf-8")
    page.locator("#files-form input[type=file]").set_input_files(path)
    page.get_by_role("button", name=send).click()


@pytest.mark.parametrize(
    ("size", "language", "scripts"),
    [((360, 740), "de", True), ((1440, 900), "en", True), ((360, 740), "en", False)],
)
def test_files_are_dropped_corrected_imported_and_undone(
    cast: Cast,
    windows: Windows,
    visitor: Visitors,
    tmp_path: Path,
    size: tuple[int, int],
    language: str,
    scripts: bool,
) -> None:
    words = WORDS[language]
    page = windows.open(size, language=language, scripts=scripts)
    let_in(page, visitor(cast.ada), windows.address)
    page.goto("/imports")
    if scripts:
        drop(page)
    else:
        choose(page, tmp_path, words["send"])

    page.locator("#file-0").get_by_text("Anmerkung").wait_for()
    page.locator("#column-0-0").select_option(label=words["nothing"])
    page.locator("#column-0-2").select_option(label=words["name"])
    page.get_by_role("button", name=words["look"]).click()
    page.locator("#preview-files").get_by_text("Weber & Söhne KG").wait_for()
    page.get_by_role("button", name=words["import"], exact=True).click()
    page.locator("#import-counts").get_by_text(words["customers"]).wait_for()

    page.goto("/customers?text=Weber")
    page.get_by_role("link", name="Weber & Söhne KG", exact=True).wait_for()
    page.goto("/imports/1")
    page.get_by_role("link", name=words["undo"]).click()
    page.get_by_role("button", name=words["undo_now"]).click()
    page.get_by_text(words["undone"]).wait_for()


@pytest.mark.parametrize("size", [(360, 740), (1440, 900)])
def test_two_people_import_the_same_table_and_it_is_there_once(
    cast: Cast, windows: Windows, visitor: Visitors, size: tuple[int, int]
) -> None:
    words = WORDS["en"]
    first, second = windows.open(size), windows.open(size)
    for page in (first, second):
        let_in(page, visitor(cast.ada), windows.address)
        page.goto("/imports")
        drop(page)
        page.get_by_role("button", name=words["look"]).click()
        page.locator("#preview-files").get_by_text("Nordwind AG").wait_for()

    first.get_by_role("button", name=words["import"], exact=True).click()
    first.locator("#import-counts").get_by_text(words["customers"]).wait_for()
    second.get_by_role("button", name=words["import"], exact=True).click()
    second.get_by_text("Nothing was changed: everything in the files is here already.").wait_for()

    second.goto("/customers?text=Nordwind")
    assert second.get_by_role("link", name="Nordwind AG", exact=True).count() == 1
