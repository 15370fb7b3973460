"""What is kept about people, for what, who sees it, and for how long.

The cards of nouns say it of the work on customers and plans; of people themselves and of their
accounts it stands here. A test holds that nothing that `data_use_columns` finds is missing, and
that nothing described has gone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from planner.access import Permission
from planner.actions.people import account_mails, passwords, sign_ins
from planner.administration.views.data_use_columns import about_people
from planner.database import Base
from planner.insights import capacity
from planner.jobs import clearing, outbox
from planner.models.people import api_token
from planner.nouns import NOUNS
from planner.nouns.kept import WITH_CUSTOMER, Kept
from planner.views.web.submissions import REMEMBERED
from planner.words import lazy as _


@dataclass(frozen=True, slots=True)
class Use:
    """All that `data_use_columns` finds in `tables` is kept for this.

    Of what is about one person, and of what the program keeps for itself, `by_column` names the
    columns, with blanks between them: there each new one wants a thought of its own. Who sees it is
    said by permissions of the table of who may do what, or in `only` where that has nothing to say.
    """

    what: str
    purpose: str
    kept: str
    tables: tuple[str, ...] = ()
    by_column: dict[str, str] = field(default_factory=dict)
    seen_by: tuple[Permission, ...] = ()
    only: str = ""

    @property
    def columns(self) -> dict[str, list[str]]:
        """By table, in the order of the page."""
        found = {name: list(about_people(Base.metadata.tables[name])) for name in self.tables}
        return found | {name: names.split() for name, names in self.by_column.items()}


def _of_cards() -> Iterator[Use]:
    """What the cards of nouns say, in their order."""
    tables: dict[Kept, list[str]] = {}
    for noun in NOUNS:
        if noun.kept_for:
            tables.setdefault(noun.kept_for, list(noun.kept_for.beside)).extend(noun.tables)
    for kept, of in tables.items():
        yield Use(kept.what, kept.purpose, kept.how_long, tuple(of), seen_by=kept.seen_by)


USES: tuple[Use, ...] = (
    Use(
        _("Our people"),
        _("To know who works here, on which side, and with which rights"),
        _(
            "As long as the organisation keeps the person; the account of somebody who leaves is"
            " deactivated."
        ),
        by_column={
            "people": "name email role unit language password_hash is_active is_administrator"
            " is_auditor field_id team_id foreign_system foreign_key foreign_url",
            "earlier_standings": "person_id until role field_id unit",
        },
        only=_(
            "Name, role, field and department: everybody who is signed in. The rest:"
            " administrators, and everybody of themselves. The password's fingerprint: nobody."
        ),
    ),
    Use(
        _("People at the customer, and who knows them"),
        _("To find the way to those who decide there"),
        WITH_CUSTOMER,
        by_column={
            "contacts": "name function email profile buying_role influence attitude"
            " reports_to_id known_since",
            "acquaintances": "contact_id person_id",
        },
        seen_by=(Permission.SEE_CUSTOMER, Permission.SEE_PLAN),
    ),
    *_of_cards(),
    Use(
        _("That a public form was sent, without the address that it came from"),
        _("To keep the form from being flooded"),
        _("At most a day. The key of the fingerprints is thrown away every day."),
        by_column={"lead_attempts": "forgotten_at"},
        only=_("Nobody"),
    ),
    Use(
        _("Notifications"),
        _("So that members know of a relapse before a lead does, and everybody of what waits"),
        _(
            "As long as the plan; what belongs to no plan, as long as the account. That it waits to"
            " be mailed, at most %(days)d days, or until the daily mail",
            days=outbox.GIVEN_UP_AFTER.days,
        ),
        by_column={
            "notifications": "person_id kind code subject event_id on seen shown by_mail"
            " mail_due_at"
        },
        only=_("Only the person who is notified"),
    ),
    Use(
        _("Choices of what to be told"),
        _("So that everybody gets as little mail as they want"),
        _("As long as the organisation keeps the person"),
        by_column={"notification_choices": "person_id kind in_program by_mail"},
        only=_("Only the person who has chosen"),
    ),
    Use(
        _("What people follow"),
        _("To tell them what becomes of it, as they have chosen"),
        _("Until they choose otherwise, or it is gone. When they chose it is not kept."),
        by_column={"follows": "person_id subject stopped"},
        only=_("Only the person who follows"),
    ),
    Use(
        _("Weekly mail about the team"),
        _("To tell leads what has changed at the customers of their team since the last mail"),
        _("As long as the organisation keeps the person"),
        by_column={"week_letters": "person_id wanted since gaps mail_due_at"},
        only=_("Only the person who gets the mail"),
    ),
    Use(
        _("Hours a week for joint work on customers"),
        _(
            "To see whether one's own week is enough for what one has to do, and for leads whether"
            " all of them are enough, as a sum"
        ),
        _(
            "Until the person says something else or removes it; of weeks gone by, %(weeks)d"
            " weeks. No history keeps it.",
            weeks=clearing.KEPT_WEEKS,
        ),
        by_column={"availabilities": "person_id week hours only_that_week"},
        only=_(
            "Only the person who has said it: no lead, no administrator, no auditor. Leads and"
            " auditors get sums of at least %(least)d people beside themselves, rounded to full"
            " %(step)d hours.",
            least=capacity.LEAST,
            step=int(capacity.STEP),
        ),
    ),
    Use(
        _("Who stands in for somebody"),
        _("So that what comes in while they are away is not left to nobody"),
        _("Until the person chooses otherwise. No history keeps it."),
        by_column={"deputies": "person_id deputy_id"},
        only=_("Only the person who has chosen; whoever gets a lead instead reads whose it was"),
    ),
    Use(
        _("Connections that somebody has imported from a business network"),
        _("To see at which customers one knows somebody, and to be asked for introductions there"),
        _("Until the person withdraws them or leaves. No history keeps them."),
        by_column={"connections": "person_id name company url email is_compared"},
        only=_(
            "Only the person who has imported them. Where the organisation has decided so, leads"
            " and auditors see how many people are known at a customer, and by how many of us."
        ),
    ),
    Use(
        _("Introductions that somebody has asked for, and who has answered"),
        _("To be introduced by somebody who knows people there"),
        _("Until it is withdrawn. No history keeps it."),
        by_column={
            "introductions": "asker_id on is_told",
            "introduction_answers": "introduction_id person_id on",
        },
        only=_(
            "Who has asked learns who answers, and who answers learns who has asked; nobody else"
        ),
    ),
    Use(
        _("Views of the list of customers that somebody has saved"),
        _("To come back to the same customers without setting the filters anew"),
        _("Until the person deletes it. No history keeps it."),
        by_column={"saved_views": "person_id name asked"},
        only=_("Only the person who has saved it"),
    ),
    Use(
        _("How far a plan was read"),
        _("To say what has changed since the last visit"),
        _("As long as the plan; only the last change, without a day or a time"),
        by_column={"plan_visits": "person_id last_event"},
        only=_("Only the person who has read"),
    ),
    Use(
        _("Scheduled work"),
        _("So that of several processes one does what is due at night"),
        _("%(days)d days", days=clearing.KEPT_RUNS.days),
        by_column={"job_runs": "held_until"},
        only=_("Nobody"),
    ),
    Use(
        _("Imports from other programs"),
        _("To tell what an import has done, and to undo it"),
        _("For ever, but what it has changed and made only until it is undone"),
        by_column={
            "import_runs": "at by_id system files nouns findings newest_event undone_at",
            "import_changed": "before after",
            "imported_items": "foreign_system foreign_key contact_id",
        },
        seen_by=(Permission.SEE_AUDIT,),
    ),
    Use(
        _("Files that administrators have sent for an import, with what was said about them"),
        _("To show what an import would bring before anything is changed"),
        _("Until they are imported or discarded, or for a day; mappings by name until deleted"),
        by_column={
            "import_mappings": "mapping",
            "import_uploads": "at by_id state files refused said problems preview result run_id"
            " is_to_be_told",
            "import_undos": "run_id by_id keeps_touched is_refused",
        },
        seen_by=(Permission.ADMINISTER,),
    ),
    Use(
        _("History of changes"),
        _("So that nothing is lost, and everybody can see who changed what"),
        _("As long as the customer; changes of people and settings for ever"),
        by_column={
            "events": "at type actor_id subject subject_name changes kept brought_in submission"
        },
        seen_by=(Permission.SEE_PLAN, Permission.SEE_AUDIT),
    ),
    Use(
        _("Who has a plan open at this moment"),
        _("So that those who work on a plan at once see each other, and no words are lost"),
        _("One minute; nothing is kept of who was there before"),
        by_column={"presences": "person_id window part writer seen_at changed_at has_left"},
        seen_by=(Permission.SEE_PLAN,),
    ),
    Use(
        _("What the search looks through"),
        _("To find customers, people and texts in any order and spelling"),
        _("As long as the text itself"),
        by_column={"search_entries": "folded"},
        seen_by=(Permission.SEE_CUSTOMER, Permission.SEE_PLAN),
    ),
    Use(
        _("Browsers that are signed in"),
        _("To recognise a browser without asking for the password on each page"),
        _(
            "Until signing out, or a new password; of one person at most %(number)d, without any"
            " time",
            number=sign_ins.SESSIONS_KEPT,
        ),
        by_column={"sessions": "token_digest person_id"},
        only=_("Nobody"),
    ),
    Use(
        _("Tokens of other programs"),
        _("To let a program in with the rights of the person who has made the token"),
        _(
            "Until it is revoked, or the account is deactivated; it works for %(days)d days at"
            " most. Of its use the last day is kept.",
            days=api_token.MOST_DAYS,
        ),
        by_column={
            "api_tokens": "token_digest person_id name scope made_on expires_on last_used_on"
        },
        only=_(
            "Only the person who has made it. Administrators and auditors read in the audit log"
            " that it was made or revoked."
        ),
    ),
    Use(
        _("Answers to other programs"),
        _("So that a request that a program sends twice does its work once"),
        _(
            "%(hours)d hours; after that the next such request, or the night, deletes them",
            hours=int(api_token.ANSWERS_KEPT.total_seconds() // 3600),
        ),
        by_column={"api_answers": "location body made_at"},
        only=_("Only the program that has sent the request, with its token"),
    ),
    Use(
        _("Calendars in other programs"),
        _("To let a calendar show what has a day, by an address that only its maker knows"),
        _(
            "Until it is revoked, or the account is deactivated. Of its use the last day is kept."
            " What was read there lies in the other program."
        ),
        by_column={"feeds": "token_digest person_id scope level made_on last_used_on"},
        only=_(
            "Only the person who has made it. Administrators and auditors read in the audit log"
            " that it was made or revoked."
        ),
    ),
    Use(
        _("Webhooks"),
        _("To tell another program by itself of what happens, with the rights of a person"),
        _(
            "Until it is revoked, or the account is deactivated. What it has sent is kept for 30"
            " days, without what was in it. What was sent lies with the receiver."
        ),
        by_column={
            "webhooks": "person_id url types state signing_salt old_signing_salt rotated_at"
            " failing_since made_on",
            "webhook_deliveries": "found_at due_at tried_at",
        },
        only=_(
            "Only the person who has made it. Administrators and auditors read in the audit log"
            " that it was made, changed, switched off or revoked, and the name of the receiver."
        ),
    ),
    Use(
        _("Links to set a password"),
        _("To let somebody in who has no password, or has forgotten it"),
        _(
            "Until used or replaced; it works for %(days)d days at most",
            days=passwords.LINK_LASTS.days,
        ),
        by_column={
            "password_links": "token_digest person_id expires_at"
            " mail_seed mail_language mail_due_at"
        },
        only=_("Nobody"),
    ),
    Use(
        _("Mails about an account that wait to be sent"),
        _("To tell somebody what was changed about their account, in case it was not them"),
        _("Until sent; %(days)d days at most", days=account_mails.GIVEN_UP_AFTER.days),
        by_column={"account_mails": "person_id news address language mail_due_at given_up_at"},
        only=_("Nobody"),
    ),
    Use(
        _("Failed attempts to sign in"),
        _("To slow down whoever guesses passwords"),
        _(
            "%(minutes)d minutes after the last attempt they count no more, and the next attempt"
            " of anybody deletes them",
            minutes=int(sign_ins.FORGOTTEN_AFTER.total_seconds() // 60),
        ),
        by_column={"sign_in_failures": "whom count forgotten_at"},
        only=_("Nobody"),
    ),
    Use(
        _("Forms that were sent"),
        _("So that a form that is sent twice does its work once"),
        _(
            "%(days)d days; after that the next form of anybody deletes them",
            days=REMEMBERED.days,
        ),
        by_column={"submissions": "token person_id sent_on"},
        only=_("Nobody"),
    ),
)

# These say nothing about anybody, and are named so that no table is left out.
OTHERS: dict[str, str] = {
    "conversations": _("Topics with the customer"),
    "fields": _("Fields"),
    "import_made": _("Numbers of the rows that an import has made"),
    "kit_visits": _("Visits of content kits by day, without anybody who came"),
    "lead_keys": _("The key of today that addresses are hashed with"),
    "lead_verdicts": _("Which names of companies are which customers, and which never are"),
    "match_keys": _("Parts of the names of customers, to find those of leads"),
    "matched_customers": _("Names of customers whose parts are written"),
    "logos": _("Logo of the organisation"),
    "merged_customers": _("Former names and keys of customers that were merged"),
    "playbook_goals": _("Goals of playbooks"),
    "settings": _("Settings of the organisation"),
    "teams": _("Teams"),
}
