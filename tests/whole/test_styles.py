"""The style sheet that is built holds every rule that a page can ask for, and hardly another."""

import re
from pathlib import Path

import pytest

from planner import places
from tools import used_styles
from tools.used_styles import Named

SHEET = places.STATIC / "vendor" / "tabler.min.css"
WRITTEN = re.compile(r"""(?:class(?:_|Name)?|classes)\s*[=:]\s*(["'`])(.*?)\1""", re.DOTALL)
LIMIT = 200_000
"""Characters; all of Tabler is more than three times as long."""


def test_the_sheet_is_that_of_what_pages_name_today() -> None:
    assert SHEET.read_text("utf-8") == used_styles.built(), "Run `make install`."


def test_no_class_that_is_written_in_a_template_or_a_script_lost_its_rules() -> None:
    """Each rule for classes that are written beside each other, read from the attributes alone."""
    files = [*places.TEMPLATES.rglob("*.html"), *places.STATIC.glob("*.js")]
    text = "\n".join(file.read_text("utf-8") for file in files)
    written = {word for found in WRITTEN.findall(text) for word in re.findall(r"[\w-]+", found[1])}
    whole, built = used_styles.whole(), SHEET.read_text("utf-8")
    named = used_styles.used(whole, Named(" ".join(written)))
    known = used_styles.classes_in(named) & written
    assert len(known) > 100
    assert known - used_styles.classes_in(built) == set()


def test_a_sheet_of_which_everything_is_named_stays_as_it_is() -> None:
    whole = used_styles.whole().strip()
    all_of_it = Named(" ".join(used_styles.classes_in(whole)))
    assert used_styles.used(whole, all_of_it) == whole


def test_the_sheet_is_light() -> None:
    assert len(SHEET.read_text("utf-8")) < LIMIT


NAMES = (
    """<div class="card alert alert-{{ kind }}"> el.className = "show"; f"bg-{colour}" 'm-' ~ n"""
)


KEPT = (
    ".alert-danger{a:b}.m-3{a:b}.bg-red{a:b}",  # by how they begin
    ".card:not(.gone){a:b}:is(.gone,.x:not(:has(.y),.z)) a{a:b}",  # had by another, or by nobody
    "[class*=col-]{a:b}a[href='.gone,x']{a:b}",
    '@charset "x";@font-face{a:b}@keyframes k{0%{a:b}to{c:d}}',
    ':root,[data-bs-theme=dark] .card{--a:url("data:x;,{}")}/*! who */',
)
CUT = {
    ".card{a:b}.gone{a:b}": ".card{a:b}",
    ".card,.gone,.show>a{a:b}": ".card,.show>a{a:b}",
    ".card .gone{a:b}.card.show{a:b}": ".card.show{a:b}",
    ".alerts{a:b}.text-red{a:b}.my-m-1{a:b}": "",
    "@media print{.gone{a:b}}@media (a:b){.gone{a:b}.card{c:d}}": "@media (a:b){.card{c:d}}",
    '.card{a:"}.x{"}.w-1\\/2{a:b}': '.card{a:"}.x{"}',
    ".card:is(.a,.b),.gone:is(.card,.show){a:b}": ".card:is(.a,.b){a:b}",
}


@pytest.mark.parametrize(("css", "kept"), [*CUT.items(), *((css, css) for css in KEPT)])
def test_rules_go_whose_classes_nothing_names(css: str, kept: str) -> None:
    assert used_styles.used(css, Named(NAMES)) == kept


def test_all_that_can_name_a_class_is_read(tmp_path: Path) -> None:
    for file in ("templates/a/b.html", "static/c.js", "planner/d/e.py"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(f"of-{Path(file).stem}", encoding="utf-8")
    named = used_styles.named_in(tmp_path)
    assert [named.has(name) for name in ("of-b", "of-c", "of-e", "of-f")] == [True] * 3 + [False]
