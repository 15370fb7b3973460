"""What somebody gets from every address of a checkout, written down."""

import io
import re
import sqlite3
import zipfile
from pathlib import Path
from urllib.parse import quote

from pypdf import PdfReader
from werkzeug.test import TestResponse

from planner import create_app, seeds
from tools.browser import Browser
from tools.pages.addresses import addresses_of

NOBODY, GERMAN, AUDITOR = "nobody", "account manager in German", "auditor"
# What an answer says about itself and what a page would do with it.
TOLD = ("Location", "HX-Redirect", "HX-Refresh", "HX-Retarget", "HX-Reswap", "Content-Disposition")
NORMALISED = [
    (re.compile(r'(name="(?:csrf_token|submission)"[^>]* value=")[^"]*'), r"\1."),
    (re.compile(r"(\?v=)[0-9a-f]{12}\b"), r"\1."),
    (re.compile(r'(data-(?:token|drafts-of)=")[^"]*'), r"\1."),
    (re.compile(r"\b\d\d:\d\d\b"), "."),  # the story is told at the time of the day that it is
    (re.compile(r'("people":)\[.*?\](,"reset")'), r"\1.\2"),  # who looks at the same moment
]


def look(who: str, folder: Path) -> None:
    """In the checkout: save what this person gets from every address, in the order of addresses."""
    app = create_app()
    database = sqlite3.connect(app.config["PLANNER"].data_folder / "planner.sqlite")
    browser = Browser(app, "de" if who == GERMAN else "en")
    if who != NOBODY:
        browser.sign_in(*_prepared(database, who))
    addresses = addresses_of(app, database)
    for address in sorted(addresses):
        reply = browser.visit(address)
        in_place = browser.visit(address, **{"HX-Request": "true"})
        name = quote(address, safe="")
        (folder / name).write_text(_written(reply), encoding="utf-8")
        (folder / f"{name} in place").write_text(_written(in_place), encoding="utf-8")
    print(f"{who}: {len(addresses)} addresses")


def _prepared(database: sqlite3.Connection, who: str) -> tuple[str, str]:
    """E-mail and password of somebody, who is made what the story has nobody for."""
    like = {GERMAN: "account manager", AUDITOR: "stranger"}.get(who, who)
    person = next(person for person in seeds.sign_ins() if person.role.startswith(like))
    if who == AUDITOR:
        database.execute("UPDATE people SET is_auditor = 1 WHERE email = ?", [person.email])
    if who == GERMAN:
        database.execute("UPDATE people SET language = 'de' WHERE email = ?", [person.email])
    database.commit()
    return person.email, person.password


def _written(reply: TestResponse) -> str:
    """The answer as text, with what it says about itself, and nothing that is of its moment."""
    said = [str(reply.status_code), reply.mimetype or ""]
    said += [f"{name}: {reply.headers[name]}" for name in TOLD if name in reply.headers]
    text = _text_of(reply)
    for pattern, instead in NORMALISED:
        text = pattern.sub(instead, text)
    return "\n".join([*said, "", *filter(None, map(str.strip, text.splitlines()))]) + "\n"


def _text_of(reply: TestResponse) -> str:
    kind = reply.mimetype or ""
    if kind == "text/html":
        return re.sub(r"\s*(</?[a-zA-Z!])", r"\n\1", reply.text)
    if kind.startswith("text/") or kind.endswith("json"):
        return reply.text
    if kind == "application/pdf":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(reply.data)).pages)
    if kind.startswith("application/vnd.openxml"):
        with zipfile.ZipFile(io.BytesIO(reply.data)) as book:
            sheets = [name for name in sorted(book.namelist()) if name.startswith("xl/")]
            return "\n".join(book.read(name).decode().replace("<", "\n<") for name in sheets)
    return f"{len(reply.data)} bytes"
