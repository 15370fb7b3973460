"""An administrator looks at what an import brought and undoes it; an auditor sees its customers
come and go."""

from pathlib import Path

import pytest
from flask import Flask

from tests.imports.exports import Export
from tests.imports.undone import bring_in
from tests.support.browsers.browser import Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")


@pytest.mark.parametrize("size", [(1440, 900), (360, 740)])
def test_import_is_looked_at_and_undone(
    app: Flask,
    cast: Cast,
    windows: Windows,
    visitor: Visitors,
    tmp_path: Path,
    size: tuple[int, int],
) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    with app.app_context():
        run = bring_in(Export(folder))
    page, auditor = windows.open(size), windows.open(size)
    let_in(page, visitor(cast.ada), windows.address)
    let_in(auditor, visitor(cast.otto), windows.address)

    page.goto("/audit")
    page.get_by_role("main").get_by_role("link", name="Imports").click()
    page.get_by_role("link", name=f"Import {run}").click()
    page.locator("#import-counts").get_by_text("Planned deals").wait_for()
    auditor.goto("/customers?text=Isdom")
    isdom = auditor.get_by_role("link", name="Isdom", exact=True)
    assert isdom.count() == 1

    page.get_by_role("link", name="Undo …").click()
    page.locator("#undo-removed").get_by_text("Planned deals: 4").wait_for()
    page.get_by_role("button", name="Undo the import").click()
    page.get_by_text(f"Import {run} is undone.").wait_for()

    auditor.reload()
    assert isdom.count() == 0
