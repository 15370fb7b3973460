"""The organisation's logo: what is taken, what is refused with a reason, and who decides it."""

import io

import pytest
from flask import Flask
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader
from sqlalchemy import select

from planner.database import db
from planner.exports import logos
from planner.models import Logo
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import Cast

SECRET = "Taken at Mueller's"


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 80), mode: str = "RGB") -> bytes:
    """A picture with something written into it that no customer is to read."""
    file = io.BytesIO()
    told = PngInfo()
    told.add_text("Comment", SECRET)
    Image.new(mode, size, 120).save(file, kind, pnginfo=told, comment=SECRET)
    return file.getvalue()


def send(ada: Visitor, data: bytes, name: str = "logo.png") -> Page:
    return ada.visit("/organisation/logo").form("logo-form").fill(file=(data, name)).submit()


def kept(app: Flask) -> bytes | None:
    with app.app_context():
        return db.session.scalars(select(Logo.content)).one_or_none()


def pictures_in_pdf(cast: Cast, who: Visitor) -> int:
    made = who.visit(f"/plans/{cast.plan.id}/customer.pdf").data
    return sum(len(page.images) for page in PdfReader(io.BytesIO(made)).pages)


@pytest.mark.databases("sqlite", "postgresql")
@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("JPEG", "CMYK")])
def test_logo_stands_on_the_page_for_the_customer_until_it_is_taken_away(
    app: Flask, cast: Cast, visitor: Visitors, kind: str, mode: str
) -> None:
    ada, anna = visitor(cast.ada), visitor(cast.anna)
    assert pictures_in_pdf(cast, anna) == 0
    page = ada.visit("/organisation").click("Logo")
    assert "There is none yet." in page.text
    done = send(ada, picture(kind, mode=mode)).follow()
    assert "The logo is saved." in done.text
    assert pictures_in_pdf(cast, anna) == 1
    assert 'src="data:image/png;base64,' in anna.visit(f"/plans/{cast.plan.id}/customer-page").html
    gone = done.press("Remove the logo").follow()
    assert "The logo is removed." in gone.text
    assert pictures_in_pdf(cast, anna) == 0
    assert kept(app) is None
    history = [line.text for line in gone.element("settings-history").all("li")]
    assert len(history) == 2
    assert all("Ada Admin" in line and "Logo for customers" in line for line in history)
    assert history[0].endswith("→ none")


def test_what_else_the_picture_said_is_not_kept(app: Flask, cast: Cast, visitor: Visitors) -> None:
    for kind in ("PNG", "JPEG"):
        assert send(visitor(cast.ada), picture(kind)).status == 303
        content = kept(app)
        assert content is not None
        assert SECRET.encode() not in content
        assert logos.size_of(content) == (300, 80)


def test_large_pictures_are_made_smaller(app: Flask, cast: Cast, visitor: Visitors) -> None:
    assert send(visitor(cast.ada), picture(size=(4000, 1000))).status == 303
    content = kept(app)
    assert content is not None
    assert logos.size_of(content) == (1200, 300)


def no_good_pictures() -> list[tuple[bytes, str]]:
    """What is sent, and what is said of it."""
    return [
        (b"", "This is no PNG or JPEG picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is no PNG or JPEG picture"),
        (b"%PDF-1.7", "This is no PNG or JPEG picture"),
        (picture("GIF", mode="P"), "This is no PNG or JPEG picture"),
        (picture()[:-40], "This is no PNG or JPEG picture"),
        (picture()[:60] + b"\0" * 200, "This is no PNG or JPEG picture"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 1024 * 1024, "larger than 1 MB"),
        (picture(size=(5000, 4001), mode="1"), "too many points"),
        (picture(size=(20_000, 20_000), mode="1"), "too many points"),
    ]


def test_what_is_no_good_picture_is_refused_with_the_reason(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    send(ada, picture())
    before = kept(app)
    for data, said in no_good_pictures():
        page = send(ada, data, "logo.png")
        assert page.status == 422, (said, data[:60])
        assert said in " ".join(page.errors), (said, data[:60])
        assert kept(app) == before, (said, data[:60])


def test_nothing_chosen_is_told_at_the_field(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.ada).visit("/organisation/logo").form("logo-form").submit()
    assert page.status == 422
    assert page.errors == ["Choose a picture."]


@pytest.mark.parametrize("who", ["anna", "paul", "otto", "fritz"])
def test_only_administrators_decide_the_logo(
    app: Flask, cast: Cast, visitor: Visitors, who: str
) -> None:
    ada, somebody = visitor(cast.ada), visitor(getattr(cast, who))
    send(ada, picture())
    page = ada.visit("/organisation/logo")
    assert somebody.visit("/organisation/logo").status == 404
    form = page.form("logo-form").fill(file=(picture(), "other.png"))
    assert form.sent_by(somebody).status == 404
    assert page.form_of("Remove the logo").sent_by(somebody).status == 404
    assert kept(app) is not None
