"""A briefing that the form takes is printed on one page: counted by the form, measured here."""

import pytest
from flask import Flask
from playwright.sync_api import PdfMargins

from planner.database import db
from planner.models import Customer
from planner.sponsor_requests.forms import LETTERS_OF_LINE, LINES_OF_PAGE, printed_lines
from tests.sponsor_requests.calling import called
from tests.support.browsers.browser import Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.pdf_texts import pages_of
from tests.support.stories import planned
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")
SENTENCE = "Der Aufsichtsrat will Wagen weiter kaufen, weil WWW und MMM das so machen; "
LINE = (SENTENCE * 3)[:LETTERS_OF_LINE]
HEADED = f"Worum es geht\n- {LINE[2:]}\n- {LINE[2:]}\n- {LINE[2:]}\n\n"
LONG = "Genossenschaft für die Versorgung mit Wagen und Wartung "
LONG += "in der Region zwischen Rhein und Weser"
MARGINS: PdfMargins = {"top": "15mm", "bottom": "15mm", "left": "15mm", "right": "15mm"}
"""A little more than browsers leave by themselves."""
FULL = {
    "lines that are all full": "\n".join([LINE] * LINES_OF_PAGE),
    "headings with points": HEADED * (LINES_OF_PAGE // 5),
    "short lines": "\n".join(["Kurz."] * LINES_OF_PAGE),
    "paragraphs of one line": "\n\n".join([LINE] * (LINES_OF_PAGE // 2)),
}


@pytest.mark.parametrize("briefing", FULL.values(), ids=FULL)
def test_what_the_form_takes_at_most_is_printed_on_one_page(
    app: Flask, cast: Cast, visitor: Visitors, windows: Windows, briefing: str
) -> None:
    assert printed_lines(briefing) <= LINES_OF_PAGE
    talk = planned.activity(app, cast, LONG, customer_facing=True)
    with app.app_context():
        db.session.get_one(Customer, cast.customer.id).name = LONG
        db.session.commit()
    request = called(app, cast, cast.ruth, briefing=briefing, activity_id=talk)
    page = windows.open(language="de")
    let_in(page, visitor(cast.ruth), windows.address)
    page.goto(f"/desk/{request}")
    assert pages_of(page.pdf(format="A4", margin=MARGINS)) == 1
