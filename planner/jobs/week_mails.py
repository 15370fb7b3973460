"""What stands in the mail of the week to a lead."""

import datetime
from collections.abc import Callable, Sequence
from email.message import EmailMessage

from flask import render_template
from flask_babel import gettext, ngettext

from planner.config import Settings
from planner.jobs import mail, unsubscribe
from planner.jobs.letters import LetterLine
from planner.models import Person
from planner.models.people.setting import AgeNames
from planner.models.shortening import shortened
from planner.queries.maturity import organisation
from planner.team.weeks.queries.team_weeks import TeamWeekItem, Week
from planner.translation import speaking
from planner.words.dates import exact_day
from planner.words.kinds import word
from planner.words.rating import age_name

_MOST = 20
"""So many lines of a kind stand in a mail; the page of the team has the others."""
_LONGEST = 120
_Write = Callable[[TeamWeekItem], LetterLine]


def compose_week_mail(
    settings: Settings, person: Person, since: datetime.date, week: Week
) -> EmailMessage:
    """The mail in the language that the person has chosen, or else the organisation's, with the way
    to get no more of them.

    All addresses begin with that of the settings.
    """
    if settings.mail is None or not person.email:
        raise RuntimeError("There is no way to send this mail.")
    with speaking(person.language or settings.language):
        sealed = unsubscribe.seal(person.id, unsubscribe.WEEKLY)
        link = f"{settings.base_url}/mail-refusals/{sealed}"
        parts = {
            "subject": gettext("Your team since %(day)s", day=exact_day(since)),
            "greeting": gettext("Hello %(name)s,", name=person.name),
            "plans": _parts(settings.base_url, week),
            "why": gettext("This is your weekly mail about your team."),
            "refusal": link,
        }
        headers = {
            "List-Unsubscribe": f"<{link}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        return mail.compose(
            settings.mail,
            to=person.email,
            subject=str(parts["subject"]),
            text=render_template("notices/mail/news.txt", **parts),
            html=render_template("notices/mail/news.html", **parts),
            headers=headers,
        )


def _parts(base: str, week: Week) -> list[tuple[str, list[LetterLine]]]:
    """What there is to tell, by heading."""
    names = organisation.sight().age_names
    found: list[tuple[str, Sequence[TeamWeekItem], _Write]] = [
        (
            gettext("New in your team without a specialist"),
            week.opened,
            lambda one: _gap(base, one),
        ),
        (gettext("No longer without a specialist"), week.closed, lambda one: _gap(base, one)),
        (gettext("Plans agreed by all members"), week.agreed, lambda one: _plan(base, one)),
        (gettext("Planned deals won, lost or moved"), week.deals, lambda one: _deal(base, one)),
        (gettext("Reviews held"), week.reviews, lambda one: _review(base, one)),
        (gettext("Plans in another age"), week.ages, lambda one: _age(base, one, names)),
    ]
    return [(heading, _lines(base, items, write)) for heading, items, write in found if items]


def _lines(base: str, items: Sequence[TeamWeekItem], write: _Write) -> list[LetterLine]:
    lines = [write(item) for item in items[:_MOST]]
    if (more := len(items) - _MOST) > 0:
        said = ngettext("and %(num)d more", "and %(num)d more", more)
        lines.append(LetterLine(said, f"{base}/team"))
    return lines


def _gap(base: str, item: TeamWeekItem) -> LetterLine:
    address = f"{base}/customers/{item.key}/fields/{item.identity}"
    return LetterLine(f"{_customer(item)}: {item.what}", address)


def _plan(base: str, item: TeamWeekItem) -> LetterLine:
    return LetterLine(_customer(item), f"{base}/plans/{item.plan_id}")


def _deal(base: str, item: TeamWeekItem) -> LetterLine:
    how = word(item.status) if item.status else ""
    said = f"{_customer(item)}: {shortened(item.what, _LONGEST)} ({how})"
    return LetterLine(said, f"{base}/deals/{item.identity}")


def _review(base: str, item: TeamWeekItem) -> LetterLine:
    said = f"{_customer(item)}, {exact_day(item.on)}" if item.on else _customer(item)
    return LetterLine(said, f"{base}/reviews/{item.identity}")


def _age(base: str, item: TeamWeekItem, names: AgeNames) -> LetterLine:
    before, after = (age_name(age, names) for age in item.ages or ("", ""))
    return LetterLine(
        f"{_customer(item)}: {before} → {after}", f"{base}/plans/{item.plan_id}/maturity"
    )


def _customer(item: TeamWeekItem) -> str:
    return shortened(item.customer, _LONGEST)
