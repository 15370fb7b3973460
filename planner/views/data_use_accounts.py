"""What is kept of people themselves: their account, what they are told, and what they changed."""

from planner.access import Permission
from planner.actions import passwords, sign_ins
from planner.insights import capacity
from planner.jobs import clearing, outbox
from planner.translation import lazy as _
from planner.views.data_use_entry import Use
from planner.views.submissions import REMEMBERED

PEOPLE: tuple[Use, ...] = (
    Use(
        _("People of ours"),
        _("To know who works here, on which side, and with which rights"),
        _("As long as the organisation keeps the person; who leaves is switched off."),
        {
            "people": "name email role unit language password_hash is_active is_administrator"
            " is_auditor field_id team_id foreign_system foreign_key foreign_url"
        },
        only=_(
            "Name, role, field and department: everybody who is signed in. The rest:"
            " administrators, and everybody of themselves. The password's fingerprint: nobody."
        ),
    ),
)

USES: tuple[Use, ...] = (
    Use(
        _("Notifications"),
        _("So that members know of a relapse before a lead does, and everybody of what waits"),
        _(
            "As long as the plan. That it waits to be mailed, at most %(days)d days, or until the"
            " daily mail",
            days=outbox.GIVEN_UP_AFTER.days,
        ),
        {"notifications": "person_id kind code subject event_id on seen shown by_mail mail_due_at"},
        only=_("Only the person who is notified"),
    ),
    Use(
        _("Choices of what to be told"),
        _("So that everybody gets as little mail as they want"),
        _("As long as the organisation keeps the person"),
        {"notification_choices": "person_id kind in_program by_mail"},
        only=_("Only the person who has chosen"),
    ),
    Use(
        _("Mail of the week about the team"),
        _("To tell leads what has changed at the customers of their team since the last mail"),
        _("As long as the organisation keeps the person"),
        {"week_letters": "person_id wanted since gaps mail_due_at"},
        only=_("Only the person who gets the mail"),
    ),
    Use(
        _("Hours a week for joint work on customers"),
        _(
            "To see whether one's own week is enough for what one has to do, and for leads whether"
            " all of them are enough, as a sum"
        ),
        _(
            "Until the person says something else or takes it back; of weeks gone by, %(weeks)d"
            " weeks. No history keeps it.",
            weeks=clearing.KEPT_WEEKS,
        ),
        {"availabilities": "person_id week hours only_that_week"},
        only=_(
            "Only the person who has said it: no lead, no administrator, no auditor. Leads and"
            " auditors get sums of at least %(least)d people beside themselves, rounded to full"
            " %(step)d hours.",
            least=capacity.LEAST,
            step=int(capacity.STEP),
        ),
    ),
    Use(
        _("How far a plan was read"),
        _("To say what has changed since the last visit"),
        _("As long as the plan; only the last change, without a day or a time"),
        {"plan_visits": "person_id last_event"},
        only=_("Only the person who has read"),
    ),
    Use(
        _("Work that goes on by the clock"),
        _("So that of several processes one does what is due at night"),
        _("%(days)d days", days=clearing.KEPT_RUNS.days),
        {"job_runs": "held_until"},
        only=_("Nobody"),
    ),
    Use(
        _("History of changes"),
        _("So that nothing is lost, and everybody can see who changed what"),
        _("As long as the customer; changes of people and settings for ever"),
        {"events": "at type actor_id subject subject_name changes kept"},
        (Permission.SEE_PLAN, Permission.SEE_AUDIT),
    ),
    Use(
        _("Who has a plan open at this moment"),
        _("So that those who work on a plan at once see each other, and no words are lost"),
        _("One minute; nothing is kept of who was there before"),
        {"presences": "person_id window part writer seen_at changed_at has_left"},
        (Permission.SEE_PLAN,),
    ),
    Use(
        _("Browsers that are signed in"),
        _("To recognise a browser without asking for the password on each page"),
        _(
            "Until signing out, or a new password; of one person at most %(number)d, without any"
            " time",
            number=sign_ins.SESSIONS_KEPT,
        ),
        {"sessions": "token_digest person_id"},
        only=_("Nobody"),
    ),
    Use(
        _("Links to set a password"),
        _("To let somebody in who has no password, or has forgotten it"),
        _(
            "Until used or replaced; it works for %(days)d days at most",
            days=passwords.LINK_LASTS.days,
        ),
        {"password_links": "token_digest person_id expires_at"},
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
        {"sign_in_failures": "whom count forgotten_at"},
        only=_("Nobody"),
    ),
    Use(
        _("Forms that were sent"),
        _("So that a form that is sent twice does its work once"),
        _(
            "%(days)d days; after that the next form of anybody deletes them",
            days=REMEMBERED.days,
        ),
        {"submissions": "token person_id sent_on"},
        only=_("Nobody"),
    ),
)
