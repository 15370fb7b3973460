"""Files that are too large, sent by a real browser to the production server."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.browsers.browser import Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.production import environment_of, forked
from tests.support.stories.cast import Cast


@pytest.mark.databases("sqlite")
def test_file_that_is_too_large_is_refused_in_words_by_the_real_server(
    cast: Cast, database_url: str, visitor: Visitors, tmp_path: Path, windows: Windows
) -> None:
    """10 MB are refused at the field, what is beyond all measure as a whole."""
    windows.allow("status of (413|422)")
    environment = environment_of(database_url, tmp_path / "data", SECRET_KEY="only for tests")
    with forked(environment) as server:
        page = windows.open()
        let_in(page, visitor(cast.anna), server.address)
        for megabytes, said in (
            (10, "The file is larger than the 5 MB that a plan file may have"),
            (20, "This is too large. Send less at once."),
        ):
            page.goto(f"{server.address}/plans/{cast.plan.id}/plan-file/new")
            file = tmp_path / "plan.json"
            file.write_bytes(b" " * megabytes * 1_000_000)
            page.locator("[type=file]").set_input_files(file)
            page.locator("#plan-file-form .btn-primary").click()
            expect(page.get_by_text(said)).to_be_visible()
