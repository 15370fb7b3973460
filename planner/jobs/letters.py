"""What stands in the mails that tell people of their plans."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from itertools import groupby

from flask import render_template
from flask_babel import gettext, ngettext

from planner.config import Mail, Settings
from planner.jobs import mail, unsubscribe
from planner.models import Person
from planner.models.kinds import ByMail, NotificationKind
from planner.models.shortening import shortened
from planner.queries.notices.notifications import NotificationRow
from planner.translation import speaking
from planner.words.kinds import word
from planner.words.notification_words import heading, sentence

_SUBJECT = 120


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes to one person in one mail: news of one kind, of a plan or of none, or all of the
    day."""

    person_id: int
    plan_id: int | None = None
    kind: NotificationKind | None = None

    @classmethod
    def of(
        cls, person_id: int, by_mail: ByMail, plan_id: int | None, kind: NotificationKind
    ) -> "Letter":
        """The letter that a notification belongs into."""
        return cls(person_id) if by_mail is ByMail.DAILY else cls(person_id, plan_id, kind)

    @property
    def is_daily(self) -> bool:
        return self.kind is None


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One thing that happened, with the address of the item."""

    text: str
    address: str


def compose_letter(
    settings: Settings,
    letter: Letter,
    person: Person,
    address: str,
    news: Sequence[NotificationRow],
) -> EmailMessage:
    """The mail in the language that the person has chosen, or else the organisation's, with the way
    to get no more of its kind.

    All addresses begin with that of the settings, never with what a request says.
    """
    way = settings.mail
    if way is None:
        raise RuntimeError("There is no way to send mail.")
    with speaking(person.language or settings.language):
        return _compose(way, settings.base_url, letter, (person.name, address), news)


def _compose(
    way: Mail, base: str, letter: Letter, to: tuple[str, str], news: Sequence[NotificationRow]
) -> EmailMessage:
    what = letter.kind.value if letter.kind else unsubscribe.DAILY
    link = f"{base}/mail-refusals/{unsubscribe.seal(letter.person_id, what)}"
    parts = {
        "subject": _subject(letter, news),
        "greeting": gettext("Hello %(name)s,", name=to[0]),
        "plans": _by_plan(base, news),
        "why": _why(letter),
        "refusal": link,
    }
    headers = {
        "List-Unsubscribe": f"<{link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    text = render_template("notices/mail/news.txt", **parts)
    html = render_template("notices/mail/news.html", **parts)
    subject = str(parts["subject"])
    return mail.compose(way, to=to[1], subject=subject, text=text, html=html, headers=headers)


def _subject(letter: Letter, news: Sequence[NotificationRow]) -> str:
    """The plan and what happened; of a day the plans."""
    customers = list(dict.fromkeys(heading(row) for row in news))
    if letter.is_daily:
        more = len(customers) - 1
        others = ngettext(" and %(num)d other plan", " and %(num)d other plans", more)
        return gettext(
            "News of the day: %(plan)s%(others)s",
            plan=shortened(customers[0], _SUBJECT),
            others=others if more else "",
        )
    said = sentence(news[0])
    if len(news) > 1:
        said = ngettext("%(num)d notification", "%(num)d notifications", len(news))
    return _about(customers[0], shortened(said, _SUBJECT))


def _about(customer: str, said: str) -> str:
    """What is said with the customer's name, which the name of an item may hold already."""
    named = re.compile(rf"(?<!\w){re.escape(shortened(customer))}(?!\w)")
    return said if named.search(said) else shortened(f"{customer}: {said}", _SUBJECT)


def _by_plan(base: str, news: Sequence[NotificationRow]) -> list[tuple[str, list[LetterLine]]]:
    ordered = sorted(news, key=lambda row: (*_of_plan(row), row.id))
    return [
        (customer, [LetterLine(sentence(row), f"{base}/notifications/{row.id}") for row in rows])
        for (customer, _plan), rows in groupby(ordered, _of_plan)
    ]


def _of_plan(row: NotificationRow) -> tuple[str, int]:
    return heading(row), row.plan_id or 0


def _why(letter: Letter) -> str:
    if letter.kind is None:
        return gettext("This is your daily mail about your plans.")
    return gettext("You get this mail because: %(kind)s.", kind=word(letter.kind))
