"""The wheel holds the whole program: installed alone, it runs from any folder."""

import io
import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

from planner import places, source
from planner.seeds import data
from tests.support.run import once

VERSION = version("planner")
PROJECT = places.PACKAGE.parent
NEEDED = [
    "planner/planfiles/plan-file.schema.json",
    "planner/translations/de/LC_MESSAGES/messages.mo",
    "planner/_bundle/templates/layouts/page.html",
    "planner/_bundle/static/planner.css",
    "planner/_bundle/static/vendor/fonts/DejaVuSans.ttf",
    "planner/_bundle/static/vendor/fonts/LICENSE",
    "planner/_bundle/migrations/env.py",
    "planner/_bundle/seed_data/customers.toml",
    "planner/_bundle/LICENSE",
]
# The folders of the checkout that go in as they are.
BUNDLED = ("templates", "static", "migrations", "seed_data", "tools")

LOOK = """
import io, json, planner, zipfile
from planner.seeds import data
from planner.views.web.static import url_of
with planner.create_app().test_client() as somebody:
    page = somebody.get("/sign-in", headers={"Accept-Language": "de"})
    style, script = (somebody.get(url_of(name)) for name in ("planner.css", "vendor/htmx.min.js"))
    source = somebody.get("/source")
print(json.dumps({
    "code": planner.__file__,
    "customers": len(data.demo_customers()),
    "statuses": [page.status_code, style.status_code, script.status_code],
    "source": zipfile.ZipFile(io.BytesIO(source.data)).namelist(),
    "text": page.get_data(as_text=True),
}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built once for all processes."""
    return Path(once("wheel", lambda: built_in(tmp_path_factory.mktemp("wheel"))))


def built_in(folder: Path) -> str:
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", folder, at=PROJECT)
    (built,) = folder.glob("*.whl")
    return str(built)


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an environment's programs, with the wheel installed and without the checkout.

    What the program depends on is lent from here. Of a folder lent in this way Python does not read
    the `.pth` files, so that the checkout, which is installed here by such a file, is not found.
    """
    root = tmp_path_factory.mktemp("environment")
    venv.create(root, symlinks=True)
    (packages,) = root.glob("lib/python*/site-packages")
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib"))
    python = root / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    run(*pip, "install", "--no-index", "--no-deps", "--no-compile", wheel, at=root)
    return root / "bin"


def run(*words: str | Path, at: Path) -> str:
    """What a program prints that is started in this folder, with no settings but the defaults."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    for name in ("DATABASE_URL", "SECRET_KEY", *(n for n in kept if n.startswith("PLANNER"))):
        kept.pop(name, None)
    done = subprocess.run(
        [str(word) for word in words], cwd=at, env=kept, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def bundled(folder: str) -> set[str]:
    """The names in the wheel of all files that the checkout has in this folder."""
    return {
        f"planner/_bundle/{file.relative_to(PROJECT).as_posix()}"
        for file in (PROJECT / folder).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


def test_everything_that_the_program_reads_is_in_the_wheel(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    assert set(NEEDED) - held == set()
    for folder in BUNDLED:
        assert bundled(folder) - held == set()


def test_nothing_else_is_in_the_wheel(wheel: Path) -> None:
    held = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in held}
    assert tops == {"planner", f"planner-{VERSION}.dist-info"}
    assert [name for name in held if name.endswith(".pyc")] == []


def test_the_installed_program_works_in_a_folder_of_its_own(programs: Path, tmp_path: Path) -> None:
    planner = programs / "planner"
    assert VERSION in run(planner, "--version", at=tmp_path)
    assert VERSION in run(programs / "python", "-m", "planner", "--version", at=tmp_path)
    run(planner, "database", "upgrade", at=tmp_path)
    seen = json.loads(run(programs / "python", "-c", LOOK, at=tmp_path))
    assert Path(seen["code"]).is_relative_to(programs.parent)
    assert seen["statuses"] == [200, 200, 200]
    assert seen["customers"] == len(data.demo_customers())  # of the story, which `make run` loads
    assert set(seen["source"]) == set(zipfile.ZipFile(io.BytesIO(source.packed())).namelist())
    assert 'lang="de"' in seen["text"]
    assert "Anmelden" in seen["text"]
    assert (tmp_path / "instance" / "planner.sqlite").is_file()
