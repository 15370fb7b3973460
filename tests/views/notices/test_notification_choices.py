"""How somebody wants to be told, chosen in two tabs at once."""

from flask import Flask

from planner.database import db
from planner.models import Person
from planner.models.kinds import ByMail, NotificationKind
from planner.queries.notices import notification_choices
from planner.queries.notices.notification_choices import Choice
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.pages import Visitor
from tests.support.stories.cast import Cast

PAGE = "/notification-choices"


def choices(visitor: Visitor) -> Form:
    return visitor.visit(PAGE).form(PAGE)


def chosen(app: Flask, person: Person, kind: NotificationKind) -> Choice:
    with app.app_context():
        found = db.session.get_one(Person, person.id)
        return notification_choices.choices_of_person(found.id)[kind]


def test_what_was_chosen_in_two_tabs_is_both_kept(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    jo = visitor(cast.jo)
    one, other = choices(jo), choices(jo)
    one.fill(by_mail_comment="never", in_program_claimed=False).submit()
    answer = other.fill(by_mail_mention="daily").submit()
    assert answer.status == 303
    assert chosen(app, cast.jo, NotificationKind.COMMENT).by_mail is ByMail.NEVER
    assert not chosen(app, cast.jo, NotificationKind.CLAIMED).in_program
    assert chosen(app, cast.jo, NotificationKind.MENTION).by_mail is ByMail.DAILY


def test_of_the_same_choice_the_last_word_holds_also_by_the_way_back(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    form = choices(visitor(cast.jo))
    for way in (ByMail.NEVER, ByMail.AT_ONCE):
        assert form.fill(by_mail_comment=way).submit().status == 303
        assert chosen(app, cast.jo, NotificationKind.COMMENT).by_mail is way
