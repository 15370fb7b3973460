"""Which columns of the database can say something about a person, and what they are called.

Found in the tables themselves, so that a new one cannot be overlooked: a test compares them with
what the page describes.
"""

from collections.abc import Iterable, Iterator

from sqlalchemy import JSON, Column, Table, Text

from planner.database import Base
from planner.models.types import Moment
from planner.views.history.changes_in_words import word_of
from planner.words import lazy as _

_PERSONS = {"people", "contacts"}
# Each row of these is about one person, so that all that stands in it is.
ABOUT_ONE_PERSON = {
    *_PERSONS,
    "account_mails",
    "availabilities",
    "deputies",
    "connections",
    "follows",
    "introduction_answers",
    "introductions",
    "notification_choices",
    "notifications",
    "password_links",
    "presences",
    "plan_visits",
    "saved_views",
    "sessions",
    "sign_in_failures",
    "submissions",
    "week_letters",
}
# What only orders rows or ties them together.
_STRUCTURE = {
    *("id", "position", "key", "name_folded", "owner_is_named"),
    *("plan_id", "customer_id", "goal_id", "conversation_id", "entry_id", "activity_id"),
    "contract_id",
    *("review_id", "session_id", "subject_id", "act_id", "undoes_id", "noun"),
}

_WORDS: dict[str, str] = {
    "address": _("Where the mail goes"),
    "agenda": _("What there was to talk about, with the answers to symptoms that there were"),
    "actor": _("Who changed it"),
    "body": _("What was answered"),
    "location": _("Address of what was added"),
    "due_at": _("When it is to be sent; empty once that is done"),
    "failing_since": _("Since when nothing was received"),
    "found_at": _("When it was found in the history"),
    "old_signing_salt": _("Random number before, from which the secret followed"),
    "rotated_at": _("When the secret was rotated"),
    "signing_salt": _("Random number from which the secret follows"),
    "tried_at": _("When it was sent last"),
    "made_at": _("When it was answered"),
    "changed_at": _("When somebody came, went or turned to another form"),
    "before": _("What was there before the import"),
    "after": _("What the import has changed it to"),
    "files": _("Names of the files, with how many of their rows became what"),
    "findings": _("What was odd in the files, with a few places of each kind"),
    "newest_event": _("Number of the last change before its end"),
    "nouns": _("How many of each kind were made and changed"),
    "system": _("Program that the files are of"),
    "undone_at": _("When the import was undone"),
    "by": _("Person"),
    "is_refused": _("Whether people had gone on from it"),
    "is_to_be_told": _("Whether who sent it is still to be told that it has ended"),
    "keeps_touched": _("Whether what people have gone on from stays"),
    "mapping": _("What columns of files are"),
    "preview": _("What an import would bring, with a few rows of the files"),
    "problems": _("What is to be corrected"),
    "refused": _("Files that were not taken, with the reason"),
    "result": _("What the import has brought"),
    "run": _("Import"),
    "said": _("What was said about the files"),
    "state": _("How far it has come"),
    "asked": _("What the view asks for"),
    "asker": _("Who has asked for the introduction"),
    "introduction": _("Introduction"),
    "company": _("Company"),
    "url": _("Address of the profile"),
    "email": _("E-mail address"),
    "at": _("When it was written or changed"),
    "brought_in": _("Whether it was imported in the name of somebody else"),
    "by_mail": _("Whether and when by mail"),
    "changes": _("What was changed, from what to what"),
    "count": _("Number of attempts that failed of late"),
    "evidence": _("Items that the symptom consists in"),
    "event": _("What happened"),
    "expires_at": _("When the link stops working"),
    "finished_at": _("When planning together was finished"),
    "flows": _("Amounts by year"),
    "folded": _("The words of names and texts, without accents and capitals"),
    "forgotten_at": _("When the attempts are forgotten"),
    "given_up_at": _("When sending it is given up"),
    "news": _("What the mail tells"),
    "hours": _("Hours a week"),
    "only_that_week": _("Whether only in that week"),
    "week": _("From which week on"),
    "has_left": _("Whether the window was closed"),
    "gaps": _("Customers and fields where nobody was at the last mail"),
    "held_until": _("Until when a process holds the work"),
    "in_program": _("Whether in the program"),
    "last_event": _("Number of the last change that was read"),
    "mail_due_at": _("When it is to be mailed; empty once that is done"),
    "mail_language": _("Language of the mail"),
    "mail_seed": _("What the link is found again from until it is mailed"),
    "of": _("Playbook"),
    "on": _("Day"),
    "part": _("Form that is being filled in"),
    "password_hash": _("Fingerprint of the password, from which it cannot be found out"),
    "person": _("Person"),
    "seen_at": _("When the window was last known to be open"),
    "seen": _("Whether it was seen, not when"),
    "shown": _("Whether it stands in the program"),
    "type": _("What happened"),
    "kept": _("What was deleted, as a whole, so that it can come back"),
    "stopped": _("Whether it is followed, or not any more"),
    "subject": _("Kind of what it is about"),
    "sent_on": _("Day on which the form was sent"),
    "shifts": _("Shifts of the plan"),
    "subject_name": _("Name of what was changed"),
    "deputy": _("Who stands in"),
    "digests": _("Fingerprints of the names that somebody had"),
    "is_compared": _("Whether the company was compared with the customers"),
    "is_told": _("Whether those who know somebody there were told"),
    "symptoms": _("Symptoms of the plan"),
    "since": _("Day from which the next mail tells"),
    "thresholds": _("Thresholds that were used"),
    "until": _("Day on which it changed"),
    "started_at": _("When planning together was begun"),
    "step": _("How far planning together has come"),
    "submission": _("Random number of the form"),
    "token": _("Random number of the form"),
    "token_digest": _("Fingerprint of a random number"),
    "wanted": _("Whether the mail is wanted"),
    "way": _("Steps to the next age, as they were at the start"),
    "window": _("Random name of the window"),
    "writer": _("Random name of the process that keeps the row"),
    "whom": _("Fingerprint of the name or of the address that was tried"),
}


def tables() -> Iterable[Table]:
    """All tables of the program."""
    return Base.metadata.tables.values()


def about_people(table: Table) -> Iterator[str]:
    """The columns that can say something about a person.

    Where a row names somebody, all that stands in it is about what they did; elsewhere only a text,
    which can name anybody, and a time of day, which tells when somebody was at work.
    """
    names_somebody = _names_somebody(table)
    for column in table.columns:
        is_structure = column.name in _STRUCTURE and not _is_person(column)
        if not is_structure and (names_somebody or isinstance(column.type, Text | JSON | Moment)):
            yield column.name


def _names_somebody(table: Table) -> bool:
    return table.name in ABOUT_ONE_PERSON or any(_is_person(column) for column in table.columns)


def _is_person(column: Column[object]) -> bool:
    return any(key.target_fullname.split(".")[0] in _PERSONS for key in column.foreign_keys)


def in_words(table: str, column: str) -> str:
    """What people call a column; raises KeyError where it has no word."""
    name = column.removesuffix("_id")
    if word := _WORDS.get(name) or word_of(table, name):
        return str(word)
    raise KeyError(table, column)
