"""Whoever uses the program may have its source, as its licence says."""

import io
import zipfile

import pytest

from planner import places
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")


def test_the_foot_of_the_first_page_leads_to_the_source(cast: Cast, visitor: Visitors) -> None:
    page = visitor().visit("/sign-in")
    page = page.visitor.visit(page.links["Source code (AGPL)"])
    with zipfile.ZipFile(io.BytesIO(page.data)) as archive:
        assert archive.testzip() is None
        code = archive.read("planner/planner/source.py")
        licence = archive.read("planner/LICENSE").decode()
        assert {"planner/templates/layouts/page.html", "planner/pyproject.toml"} <= set(
            archive.namelist()
        )
    assert code == (places.PACKAGE / "source.py").read_bytes()
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in licence


def test_what_is_handed_out_holds_no_data(cast: Cast, visitor: Visitors) -> None:
    page = visitor().visit("/source")
    names = zipfile.ZipFile(io.BytesIO(page.data)).namelist()
    tops = {name.split("/")[1] for name in names}
    assert tops.isdisjoint({"instance", ".git", ".venv", "node_modules"})
    assert [name for name in names if name.endswith((".sqlite", ".pyc"))] == []
