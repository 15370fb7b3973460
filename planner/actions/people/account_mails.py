"""Mails to people about their accounts: written down with what they tell, and sent from there."""

import datetime

from planner import clock
from planner.database import db
from planner.models import AccountMail, AccountNews, Person

GIVEN_UP_AFTER = datetime.timedelta(days=3)


def tell(person: Person, news: AccountNews, address: str, language: str | None = None) -> None:
    """Have a mail sent to this address; in `language` if the person has chosen none, or else in the
    organisation's."""
    now = clock.now()
    db.session.add(
        AccountMail(
            person_id=person.id,
            news=news,
            address=address,
            language=language,
            mail_due_at=now,
            given_up_at=now + GIVEN_UP_AFTER,
        )
    )
