"""Whatever is entered: refused at its place with what to do, or kept to the letter.

What one noun does with its own fields stands in `tests/views`; one-time links in
`tests/views/people/test_passwords.py`, plan files in `tests/planfiles/test_plan_files.py`, forms
sent after the session has ended in `tests/views/web/test_rescued_forms.py` and, in a browser, in
`test_rescued_form.py`.
"""

import json
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlencode, urlsplit

import pytest
from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from planner.database import db
from planner.models import Contact, Conversation, Customer, Deal, Entry, Goal, Idea
from tests.conftest import TODAY
from tests.support.browsers.browser import Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.pages import Visitor
from tests.support.production import PATIENCE
from tests.support.stories.cast import Cast

MARKUP = '<b onclick="alert(1)">bold</b> <script>alert(2)</script> &amp; {{ 7 * 7 }} %(x)s {% x %}'
PLANES = range(0xA1, 0x2FFFF)
BLOCK = 64
AT_ONCE = 8
# Where a name is asked for: the page, the field, and the column that keeps it.
NAMES = [
    ("/plans/{plan}/goals/new", "title", Goal.title),
    ("/plans/{plan}/deals/new", "title", Deal.title),
    ("/plans/{plan}/ideas/new", "title", Idea.title),
    ("/plans/{plan}/conversations/new", "topic", Conversation.topic),
    ("/customers/eisenwerk-bruehl-ag/contacts/new", "name", Contact.name),
    ("/new-customer", "name", Customer.name),
]
OTHERWISE = {"expected_on": TODAY.isoformat(), "annual_value": "1", "probability": "50"}


def every_script() -> str:
    """A letter or sign of every block of Unicode in which anything is assigned."""
    found = []
    for start in range(PLANES.start, PLANES.stop, BLOCK):
        block = map(chr, range(start, start + BLOCK))
        signs = (sign for sign in block if unicodedata.category(sign)[0] in "LMNPS")
        found.extend(list(signs)[:1])
    return "".join(found)


def form_at(cast: Cast, who: Visitor, address: str, field: str = "title") -> Form:
    """The form that has the field, with the rest that it asks for."""
    page = who.visit(address.format(plan=cast.plan.id))
    form = next(form for form in page.forms if field in form)
    return form.fill(**{name: value for name, value in OTHERWISE.items() if name in form})


@pytest.mark.parametrize(("address", "field", "column"), NAMES)
def test_name_of_200_signs_is_kept_and_one_of_201_refused_with_nothing_lost(
    app: Flask,
    cast: Cast,
    visitor: Visitors,
    address: str,
    field: str,
    column: InstrumentedAttribute[str],
) -> None:
    anna = visitor(cast.anna)
    longest = "𝔘" * 200  # four bytes each, so that it is signs that are counted
    page = form_at(cast, anna, address, field).fill(**{field: longest + "x"}).submit()
    assert page.status == 422
    assert page.errors == ["Use at most 200 characters."]
    form = next(form for form in page.forms if field in form)
    assert form[field] == longest + "x"
    assert form.fill(**{field: longest}).submit().status == 303
    with app.app_context():
        assert longest in db.session.scalars(select(column)).all()


def test_text_in_every_script_comes_back_to_the_letter_wherever_it_is_shown(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    text = f"  {MARKUP}\n\n{every_script()}\u202e e\u0301 \u00e9 \ufb01 \u200b\n\tend  "
    assert len(every_script()) > 800
    anna = visitor(cast.anna)
    form = anna.visit(f"/talks/new?plan={cast.plan.id}").form("talk-form")
    page = form.fill(topic="Scripts", summary=text).submit().follow()
    with app.app_context():
        entry = db.session.scalars(select(Entry)).one()
        assert entry.summary == text
        identity, conversation = entry.id, entry.conversation_id
    again = anna.visit(f"/entries/{identity}/edit").form(f"entry-form-{identity}")
    assert again["summary"] == text
    page = anna.visit(f"/conversations/{conversation}")
    assert text in page.element(f"entry-{identity}").raw_text
    assert not page.element("main").all("script")
    document = json.loads(anna.visit(f"/plans/{cast.plan.id}/plan-file").data)
    assert document["plan"]["conversations"][0]["entries"][0]["summary"] == text
    history = anna.visit(f"/plans/{cast.plan.id}/history")
    assert "<script>alert(2)</script>" in history.text


@pytest.mark.databases("sqlite")
def test_markup_is_text_to_a_browser_as_well(
    app: Flask, cast: Cast, windows: Windows, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    form = form_at(cast, anna, "/plans/{plan}/goals/new")
    form.fill(title=MARKUP, metric=MARKUP, unit=MARKUP, target="1").submit()
    page = windows.open()
    let_in(page, anna, windows.address)
    page.on("dialog", lambda dialog: windows.complaints.append(f"It asks: {dialog.message}"))
    page.goto(f"/plans/{cast.plan.id}/whole")
    expect(page.locator("#goals h3")).to_have_text(MARKUP)
    assert page.locator("#goals b[onclick]").count() == 0


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(
    ("language", "typed", "hint"),
    [
        ("en", "1.234,5.0", "This is not a number. Write it like 1,234.5."),
        ("en", "12,5", "This is not a number. Write it like 1,234.5."),
        ("en", "1'23", "This is not a number. Write it like 1,234.5."),
        ("en", "NaN", "This is not a number. Write it like 1,234.5."),
        ("de", "12.50", "Geben Sie sie wie 1.234,5 ein"),
        ("de", "zwölf", "Geben Sie sie wie 1.234,5 ein"),
    ],
)
def test_number_in_another_form_is_refused_with_an_example(
    app: Flask, cast: Cast, visitor: Visitors, language: str, typed: str, hint: str
) -> None:
    anna = visitor(cast.anna, language=language)
    form = form_at(cast, anna, "/plans/{plan}/goals/new")
    page = form.fill(title="More", target=typed).submit()
    assert page.status == 422
    assert len(page.errors) == 1
    assert hint in page.errors[0]
    assert page.form("goal-form")["target"] == typed
    assert page.form("goal-form")["title"] == "More"


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(
    ("language", "typed", "number"),
    [("en", "1,234.5", 1234.5), ("de", "1.234,5", 1234.5), ("de", "1234,5", 1234.5)],
)
def test_number_in_the_form_of_the_language_is_read(
    app: Flask, cast: Cast, visitor: Visitors, language: str, typed: str, number: float
) -> None:
    anna = visitor(cast.anna, language=language)
    form = form_at(cast, anna, "/plans/{plan}/goals/new")
    assert form.fill(title="More", target=typed).submit().status == 303
    with app.app_context():
        assert db.session.scalars(select(Goal.target)).one() == number


def test_form_sent_several_times_in_the_same_instant_makes_one_item(
    app: Flask, address: str, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    form = form_at(cast, anna, "/plans/{plan}/goals/new").fill(title="Once")
    body = urlencode({name: form[name] for name in form.names if form[name] != []}, doseq=True)
    cookie = anna.client.get_cookie("session")
    assert cookie is not None
    headers = {
        "Cookie": f"session={cookie.value}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Referer": f"{address}/plans/{cast.plan.id}",
    }
    start = Barrier(AT_ONCE)

    def send(_number: int) -> int:
        connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
        connection.connect()
        start.wait()
        connection.request("POST", form.element["action"], body, headers)
        status = connection.getresponse().status
        connection.close()
        return status

    with ThreadPoolExecutor(AT_ONCE) as senders:
        assert set(senders.map(send, range(AT_ONCE))) == {303}
    with app.app_context():
        assert db.session.scalar(select(func.count(Goal.id))) == 1
